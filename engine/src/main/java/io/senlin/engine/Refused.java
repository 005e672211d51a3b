package io.senlin.engine;

/**
 * A request the engine does not carry out, because it cannot be right. Nothing has changed. The
 * message is Senlin's own sentence and meant for whoever asked.
 */
public abstract sealed class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  private Refused(String type, String message) {
    super(message);
    this.type = type;
  }

  /** Senlin's name of the error, as in the body of its HTTP answer: {@code ResourceNotFound}. */
  public String type() {
    return type;
  }

  /** Nothing has the given name, id or short id. */
  public static final class NotFound extends Refused {
    private static final long serialVersionUID = 1L;

    /**
     * @param kind cluster, node, profile, action, profile_type, …
     * @param identity what was looked for
     */
    public NotFound(String kind, String identity) {
      super("ResourceNotFound", "The %s '%s' could not be found.".formatted(kind, identity));
    }
  }

  /** Several things have the given name or short id. */
  public static final class Ambiguous extends Refused {
    private static final long serialVersionUID = 1L;

    public Ambiguous(String identity) {
      super(
          "MultipleChoices",
          "Multiple results found matching the query criteria '%s'. Please be more specific."
              .formatted(identity));
    }
  }

  /** The request itself is wrong. */
  public static final class Invalid extends Refused {
    private static final long serialVersionUID = 1L;

    public Invalid(String message) {
      this("BadRequest", message);
    }

    /**
     * @param type Senlin's name of the error: BadRequest, InvalidSpec, ESchema, …
     */
    public Invalid(String type, String message) {
      super(type, message);
    }
  }

  /** The request is right, but not in the present state of its object. */
  public static final class Conflict extends Refused {
    private static final long serialVersionUID = 1L;

    /**
     * @param type Senlin's name of the error: ResourceInUse, ResourceIsLocked, ActionConflict, …
     */
    public Conflict(String type, String message) {
      super(type, message);
    }
  }

  /** The caller may not do this. */
  public static final class Forbidden extends Refused {
    private static final long serialVersionUID = 1L;

    public Forbidden() {
      super("Forbidden", "You are not authorized to complete this operation.");
    }
  }
}
