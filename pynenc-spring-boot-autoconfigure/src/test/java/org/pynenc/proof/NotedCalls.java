package org.pynenc.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedInvocationGroup;
import org.pynenc.InvocationFailedException;
import org.pynenc.Pynenc;

/**
 * Makes calls and reads their outcomes, and notes both. Each call has a name that no
 * other call of any process has.
 */
final class NotedCalls {

	private final EventLog log;

	private final Pynenc pynenc;

	private final AtomicLong number = new AtomicLong();

	NotedCalls(EventLog log, Pynenc pynenc) {
		this.log = log;
		this.pynenc = pynenc;
	}

	/**
	 * Makes a call of which a handle comes back.
	 * @param expected the value, or how it fails
	 * @param task makes the call of the given name
	 */
	NotedCall call(String expected, Function<String, DistributedInvocation<Answer>> task) {
		return call("", expected, task);
	}

	/**
	 * Makes a call with a registration key.
	 */
	NotedCall call(String key, String expected, Function<String, DistributedInvocation<Answer>> task) {
		String name = name(key, expected);
		return accepted(name, task.apply(name));
	}

	/**
	 * Makes a call and waits for its value.
	 */
	Answer direct(String expected, Function<String, Answer> task) {
		String name = name("", expected);
		Answer answer = task.apply(name);
		noteRead(name, answer);
		return answer;
	}

	/**
	 * Makes calls of one batch.
	 */
	List<NotedCall> group(int size, String expected, Function<String, DistributedInvocation<Answer>> task) {
		List<String> names = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			names.add(name("", expected));
		}
		DistributedInvocationGroup<Answer> group = this.pynenc.parallelizeInvocations(names, task::apply);
		List<NotedCall> calls = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			calls.add(accepted(names.get(i), group.invocations().get(i)));
		}
		return calls;
	}

	private String name(String key, String expected) {
		String name = this.log.node() + "-" + this.number.incrementAndGet();
		this.log.note(Event.Kind.CALLED, name, "", key, expected);
		return name;
	}

	private NotedCall accepted(String name, DistributedInvocation<Answer> handle) {
		this.log.note(Event.Kind.ACCEPTED, name, handle.invocationId().toString(), "", "");
		return new NotedCall(name, handle);
	}

	/**
	 * Waits for the outcome.
	 */
	Answer read(NotedCall call) {
		try {
			Answer answer = call.handle().result();
			noteRead(call.name(), answer);
			return answer;
		}
		catch (InvocationFailedException ex) {
			this.log.note(Event.Kind.READ, call.name(), call.handle().invocationId().toString(), "",
					Event.FAILURE + ex.getCause().getClass().getName());
			throw ex;
		}
	}

	/**
	 * Waits for the outcome as somebody who knows no more than the id.
	 */
	Answer readAgain(NotedCall call) {
		return read(
				new NotedCall(call.name(), this.pynenc.find(call.handle().invocationId(), Answer.class).orElseThrow()));
	}

	private void noteRead(String name, Answer answer) {
		this.log.note(Event.Kind.READ, name, answer.invocation(), answer.token(), String.valueOf(answer.value()));
	}

	/**
	 * A call that was accepted.
	 *
	 * @param name the call
	 * @param handle its handle
	 */
	record NotedCall(String name, DistributedInvocation<Answer> handle) {
	}

}
