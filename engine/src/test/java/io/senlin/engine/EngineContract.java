package io.senlin.engine;

import io.senlin.engine.simulated.SimulatedNodes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What an engine promises on every kind of database; the ground its contracts stand on. */
abstract class EngineContract {
  /** The URL of the database of the test that runs. */
  String database;

  Lab lab;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  EngineSettings settings() {
    return Lab.SETTINGS;
  }

  @BeforeEach
  void open() throws Refused {
    database = emptyDatabase();
    lab = new Lab(database, settings(), List.of(new SimulatedNodes()));
  }

  @AfterEach
  void close() {
    lab.close();
  }
}
