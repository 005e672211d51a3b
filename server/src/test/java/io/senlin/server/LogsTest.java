package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

final class LogsTest {
  @Test
  void theSetUpOfTheLogIsXmlAndWritesToTheErrorStream()
      throws IOException, ParserConfigurationException, SAXException {
    try (InputStream file = Main.class.getResourceAsStream("/logback.xml")) {
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(file)
                  .getElementsByTagName("target")
                  .item(0)
                  .getTextContent())
          .isEqualTo("System.err");
    }
  }

  @Test
  void notificationsThatTheLogDriverWritesAreShown() {
    assertThat(LoggerFactory.getLogger("oslo.messaging.notification.node.create.start"))
        .returns(true, Logger::isInfoEnabled)
        .returns(true, Logger::isDebugEnabled);
    assertThat(LoggerFactory.getLogger("org.anything").isInfoEnabled()).isFalse();
  }
}
