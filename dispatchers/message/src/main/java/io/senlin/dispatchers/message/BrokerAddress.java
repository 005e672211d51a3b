package io.senlin.dispatchers.message;

/** One broker of a transport URL and the account to use there. Shows no password. */
record BrokerAddress(String host, int port, String user, String password) {

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
