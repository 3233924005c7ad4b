package org.pynenc.client;

import java.lang.reflect.Type;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.pynenc.DistributedInvocation;
import org.pynenc.ReusedInvocation;
import org.pynenc.InvocationId;
import org.pynenc.TaskId;
import org.pynenc.serializer.SerializerModule;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Lets handles travel as references, so that one can be an argument or part of a result
 * of another task. Reading one back asks no store.
 */
class InvocationModule extends SerializerModule {

	private static final long serialVersionUID = 1L;

	/**
	 * Makes a module of an application.
	 * @param app the application's id
	 * @param handles makes handles, asked for when the first one is read
	 */
	InvocationModule(String app, Supplier<Handles> handles) {
		super("pynenc-invocations");
		addSerializer(new Writer(app));
		addDeserializer(DistributedInvocation.class, new Reader(app, handles, null));
	}

	/**
	 * Writes the reference of a handle.
	 */
	private static final class Writer extends StdSerializer<DistributedInvocation<?>> {

		private final String app;

		Writer(String app) {
			super(DistributedInvocation.class);
			this.app = app;
		}

		@Override
		public void serialize(DistributedInvocation<?> value, JsonGenerator generator, SerializationContext context) {
			DistributedInvocation<?> known = (value instanceof ReusedInvocation<?> reused) ? reused.existing() : value;
			if (!(known instanceof DefaultDistributedInvocation<?> handle)) {
				throw DatabindException.from(generator,
						"DistributedInvocation.of(..) is for returning a value from a body; only the handle of an "
								+ "invocation can travel");
			}
			generator.writePOJO(new InvocationReference(InvocationReference.VERSION, this.app,
					handle.invocationId().toString(), handle.taskId().value()));
		}

	}

	/**
	 * Reads a reference as a handle whose results are read by the type that stands in the
	 * declaration.
	 */
	private static final class Reader extends StdDeserializer<DistributedInvocation<?>> {

		private final String app;

		private final Supplier<Handles> handles;

		private final @Nullable Type resultType;

		Reader(String app, Supplier<Handles> handles, @Nullable Type resultType) {
			super(DistributedInvocation.class);
			this.app = app;
			this.handles = handles;
			this.resultType = resultType;
		}

		@Override
		public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
			// The property's own type may be a container of handles.
			JavaType contextual = context.getContextualType();
			JavaType type = (contextual == null && property != null) ? property.getType() : contextual;
			return new Reader(this.app, this.handles, (type != null) ? type.containedType(0) : null);
		}

		@Override
		public DistributedInvocation<?> deserialize(JsonParser parser, DeserializationContext context) {
			InvocationReference reference = context.readValue(parser, InvocationReference.class);
			if (reference.version() != InvocationReference.VERSION) {
				return context.reportInputMismatch(this, "The reference has version %d, and this node reads version %d",
						reference.version(), InvocationReference.VERSION);
			}
			if (!this.app.equals(reference.app())) {
				return context.reportInputMismatch(this,
						"The handle belongs to application '%s', and this is '%s'; pynenc.app-id names it",
						reference.app(), this.app);
			}
			return this.handles.get()
				.of(InvocationId.of(reference.invocation()), new TaskId(reference.task()), this.resultType);
		}

	}

}
