package dev.backslide.gate;

import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.text.VisibleText;
import dev.backslide.gate.GateResult.Row;
import dev.backslide.sdk.tracker.MeasurementResult;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A gate's outcome as JUnit XML, which every CI system shows: a test case for each measurement and each missing
 * one, and one for the gate itself.
 * Stateless.
 */
final class GateJUnitXml {

    private static final String SUITE = "backslide";

    private final GateResult result;
    private final XMLStreamWriter xml;

    private GateJUnitXml(GateResult result, XMLStreamWriter xml) {
        this.result = result;
        this.xml = xml;
    }

    static void write(GateResult result, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new GateJUnitXml(result, xml).write();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        out.write("\n");
    }

    private void write() throws XMLStreamException {
        List<String> missing = result.run().missing();
        int failures = result.rows(GateStatus.FAILURE).size();
        int skipped = result.rows(GateStatus.NEW).size()
                + result.rows(GateStatus.UNJUDGED).size();
        int errors = result.rows(GateStatus.UNANSWERED).size() + missing.size() + (isGateBroken() ? 1 : 0);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", SUITE);
        attribute("tests", Integer.toString(result.rows().size() + missing.size() + 1));
        attribute("failures", Integer.toString(failures));
        attribute("errors", Integer.toString(errors));
        attribute("skipped", Integer.toString(skipped));
        attribute("time", "0");
        writeGate();
        for (String pattern : missing) {
            startCase(SUITE + ".expected", pattern);
            child("error", "an expected metric was not measured: " + pattern, "missing", "");
            xml.writeEndElement();
        }
        for (Row row : result.rows()) {
            writeRow(row);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    /** Whether the gate failed for another reason than a measurement that is worse. */
    private boolean isGateBroken() {
        return result.outcome() == GateOutcome.FAILED || result.outcome() == GateOutcome.INCONCLUSIVE;
    }

    private void writeGate() throws XMLStreamException {
        startCase(SUITE, "gate");
        String notes = result.notes().stream().collect(Collectors.joining("\n"));
        if (isGateBroken()) {
            child("error", result.headline(), result.outcome().label(), notes);
        } else if (!notes.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(result.headline() + "\n" + notes));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void writeRow(Row row) throws XMLStreamException {
        MeasurementResult measured = row.measured();
        startCase(measured.modelName(), measured.name());
        String message = row.label() + ": " + measured.reason();
        switch (row.status()) {
            case FAILURE -> child("failure", message, row.label(), numbers(measured));
            case UNANSWERED -> child("error", message, row.label(), numbers(measured));
            case NEW, UNJUDGED -> {
                xml.writeStartElement("skipped");
                attribute("message", message);
                xml.writeEndElement();
            }
            case WARNING, PASS -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(clean(message + "\n" + numbers(measured)));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private void startCase(String className, String name) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        attribute("classname", className);
        attribute("name", name);
        attribute("time", "0");
    }

    private void child(String element, String message, String type, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", message);
        attribute("type", type);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, VisibleText.of(value));
    }

    private static String numbers(MeasurementResult measured) {
        return "baseline " + GateText.number(measured.baseline()) + ", current " + PlainNumber.of(measured.value())
                + " "
                + measured.unit() + ", change " + GateText.change(measured.changePercent()) + ", threshold "
                + GateText.percent(measured.thresholdPercent())
                + (measured.noisePercent() == null ? "" : ", noise " + GateText.noise(measured.noisePercent()));
    }

    /** XML has no place for most control characters, not even escaped; of a text, unlike an attribute, the lines are kept. */
    private static String clean(String text) {
        return text.lines().map(VisibleText::of).collect(Collectors.joining("\n"));
    }
}
