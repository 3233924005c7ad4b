package org.pynenc.serializer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.StdDateFormat;

/**
 * Turns the application's mapper into one whose JSON is for machines: nothing is
 * shortened, rounded, moved to another time zone or left out to please a reader.
 */
final class ExactJson {

	private ExactJson() {
	}

	/**
	 * Makes a mapper that knows all that the application's knows; that one stays as it
	 * is.
	 * @param application the application's mapper
	 * @return a mapper of our own
	 */
	static JsonMapper mapper(JsonMapper application) {
		JsonMapper.Builder builder = application.rebuild();
		strict(builder);
		whole(builder);
		exactTimes(builder);
		namedEnums(builder);
		return builder.addModule(new RefusedTypesModule()).build();
	}

	private static void strict(JsonMapper.Builder builder) {
		builder.enable(SerializationFeature.FAIL_ON_EMPTY_BEANS, SerializationFeature.FAIL_ON_SELF_REFERENCES,
				SerializationFeature.WRAP_EXCEPTIONS);
		builder.disable(SerializationFeature.WRITE_SELF_REFERENCES_AS_NULL);
		builder.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
				DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_INVALID_SUBTYPE,
				DeserializationFeature.WRAP_EXCEPTIONS);
	}

	private static void whole(JsonMapper.Builder builder) {
		builder.disable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT,
				SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED);
		builder.enable(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS);
		builder.disable(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
				DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
				DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT);
		builder.enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS);
		// The plain form loses the scale of 1E+3.
		builder.disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
		builder.changeDefaultPropertyInclusion(
				(value) -> JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS));
		builder.changeDefaultNullHandling((value) -> JsonSetter.Value.empty());
		builder.defaultView(null);
	}

	private static void exactTimes(JsonMapper.Builder builder) {
		builder.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
		builder.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
				DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
				DateTimeFeature.TRUNCATE_TO_MSECS_ON_READ, DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE);
		// Turns the writing of time stamps off, too.
		builder.defaultDateFormat(new StdDateFormat());
	}

	/**
	 * By name, since what {@code toString()} gives need be neither unique nor the same
	 * everywhere.
	 */
	private static void namedEnums(JsonMapper.Builder builder) {
		builder.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING,
				EnumFeature.WRITE_ENUMS_USING_INDEX, EnumFeature.WRITE_ENUM_KEYS_USING_INDEX,
				EnumFeature.WRITE_ENUMS_TO_LOWERCASE, EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
	}

}
