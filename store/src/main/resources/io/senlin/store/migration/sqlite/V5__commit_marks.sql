-- Commits need no marks here: the answer of a file cannot be lost. Nothing changes.

SELECT 1;
