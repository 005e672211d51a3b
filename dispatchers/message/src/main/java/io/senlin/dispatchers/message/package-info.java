/** Events as oslo.messaging notifications on RabbitMQ, byte for byte what Senlin 14 sends. */
@NullMarked
package io.senlin.dispatchers.message;

import org.jspecify.annotations.NullMarked;
