package dev.backslide.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.sdk.internal.run.ResultJson;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** A gate's outcome as JSON: each measurement as a line of the results file has it, and what it counts as. Stateless. */
final class GateJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GateJson() {}

    static void write(GateResult result, Writer out) throws IOException {
        GateRun run = result.run();
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeStringField("outcome", result.outcome().label());
            json.writeNumberField("exit_code", result.outcome().exitCode());
            json.writeStringField("headline", result.headline());
            json.writeStringField("run_id", run.runId());
            json.writeStringField("tracker", run.tracker().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("command_status", run.commandStatus());
            texts("command", run.command(), json);
            texts("notes", result.notes(), json);
            texts("missing", run.missing(), json);
            texts("problems", run.problems(), json);
            json.writeArrayFieldStart("measurements");
            for (GateResult.Row row : result.rows()) {
                json.writeTree(ResultJson.toJson(row.measured())
                        .put("counts_as", row.status().name().toLowerCase(Locale.ROOT)));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write("\n");
    }

    /** The writer stays open. */
    private static JsonGenerator generator(Writer out) throws IOException {
        return MAPPER.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
    }

    private static void texts(String field, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
