package dev.backslide.cli.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.backslide.core.text.LogLine;
import dev.backslide.core.text.Secrets;
import org.slf4j.event.KeyValuePair;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a log line, {@code %said} in a pattern: message and key-values, and with {@code %said{trace}} the stack trace. Names
 * and answers of other machines are in it: nothing in it steers a terminal or a CI system, and no log-in of a URL is shown. Thread-safe.
 */
public final class LogText extends ThrowableHandlingConverter {

    private boolean trace;

    @Override
    public void start() {
        trace = "trace".equals(getFirstOption());
        super.start();
    }

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(clean(event.getFormattedMessage()));
        Map<String, String> values = values(event);
        if (!values.isEmpty()) {
            line.append(' ').append(LogLine.of(values.toString()));
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (trace && thrown != null) {
            ThrowableProxyUtil.asString(thrown)
                    .lines()
                    .forEach(frame -> line.append(System.lineSeparator()).append(clean(frame.replace("\t", "    "))));
        }
        return line.toString();
    }

    private static Map<String, String> values(ILoggingEvent event) {
        Map<String, String> values = new LinkedHashMap<>();
        event.getMDCPropertyMap().forEach((key, value) -> values.put(key, Secrets.mask(key, value)));
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> values.put(pair.key, Secrets.mask(pair.key, String.valueOf(pair.value))));
        }
        return values;
    }

    private static String clean(String text) {
        return LogLine.of(Secrets.mask(text));
    }
}
