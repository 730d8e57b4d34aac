package dev.voyage.api.observations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One column's cells, from the journal's JSON form; NaN is null there. */
final class JsonCellReader {

    private final Datatype datatype;
    private final boolean single;

    JsonCellReader(Column column) {
        this.datatype = column.datatype();
        this.single = ArrayShape.of(column).single();
    }

    /** The complete value at the parser's position. */
    Object read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        } else if (token != JsonToken.START_ARRAY) {
            return scalar(json.getText());
        }
        var texts = new ArrayList<String>();
        while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
            texts.add(token == JsonToken.VALUE_NULL ? null : json.getText());
        }
        return datatype.isText() && single ? String.join(" ", texts) : array(texts);
    }

    private Object scalar(String text) {
        return switch (datatype) {
            case BOOLEAN, BIT -> Boolean.valueOf(text);
            case UNSIGNED_BYTE, SHORT -> Short.valueOf(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT, FLOAT_COMPLEX -> Float.valueOf(text);
            case DOUBLE, DOUBLE_COMPLEX -> Double.valueOf(text);
            case CHAR, UNICODE_CHAR -> text;
        };
    }

    private Object array(List<String> texts) {
        Object array =
                switch (datatype) {
                    case BOOLEAN -> new Boolean[texts.size()];
                    case BIT -> new boolean[texts.size()];
                    case UNSIGNED_BYTE, SHORT -> new short[texts.size()];
                    case INT -> new int[texts.size()];
                    case LONG -> new long[texts.size()];
                    case FLOAT, FLOAT_COMPLEX -> new float[texts.size()];
                    case DOUBLE, DOUBLE_COMPLEX -> new double[texts.size()];
                    case CHAR, UNICODE_CHAR -> new String[texts.size()];
                };
        boolean real = array instanceof float[] || array instanceof double[];
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i) == null && real ? "NaN" : texts.get(i);
            if (text != null) {
                java.lang.reflect.Array.set(array, i, scalar(text));
            }
        }
        return array;
    }
}
