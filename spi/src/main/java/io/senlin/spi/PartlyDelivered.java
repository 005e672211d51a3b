package io.senlin.spi;

/**
 * The first events of a batch are delivered, the next one failed: the first are not offered again,
 * and the cause decides about the rest as if it had been thrown for them alone.
 */
public final class PartlyDelivered extends DispatchException {
  private final int delivered;
  private final Throwable failure;

  /**
   * @param delivered how many events of the batch, from its first, are delivered; at least 1
   * @param failure why the next one is not
   */
  public PartlyDelivered(int delivered, Throwable failure) {
    super("after " + delivered + " delivered events: " + failure.getMessage(), failure);
    if (delivered < 1) {
      throw new IllegalArgumentException(
          "delivered is " + delivered + "; throw the failure itself");
    }
    this.delivered = delivered;
    this.failure = failure;
  }

  public int delivered() {
    return delivered;
  }

  /** Why the event after the delivered ones failed. */
  public Throwable failure() {
    return failure;
  }
}
