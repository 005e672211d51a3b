-- Partitions of the journal get owners on servers only: a file has one engine, and one partition. Nothing changes here.

SELECT 1;
