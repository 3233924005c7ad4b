package org.pynenc.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.pynenc.InvocationCancelledException;
import org.pynenc.InvocationDroppedException;
import org.pynenc.InvocationFailedException;
import org.pynenc.InvocationId;
import org.pynenc.InvocationNotFinalException;
import org.pynenc.InvocationNotFoundException;
import org.pynenc.InvocationStatus;
import org.pynenc.Pynenc;
import org.pynenc.broker.Broker;
import org.pynenc.orchestrator.InvocationLifecycle;
import org.pynenc.orchestrator.InvocationRecord;
import org.pynenc.orchestrator.Orchestrator;

import org.springframework.context.ApplicationContext;

/**
 * Reads where everything stands, as anybody could, and purges.
 */
final class FinalLook {

	private static final int PAGE = 500;

	private static final int LOOKS = 8;

	private final Orchestrator orchestrator;

	private final Broker broker;

	private final InvocationLifecycle lifecycle;

	private final Pynenc pynenc;

	FinalLook(ApplicationContext context) {
		this.orchestrator = context.getBean(Orchestrator.class);
		this.broker = context.getBean(Broker.class);
		this.lifecycle = context.getBean(InvocationLifecycle.class);
		this.pynenc = context.getBean(Pynenc.class);
	}

	/**
	 * How many invocations have ended.
	 */
	long ended() {
		return this.orchestrator.counts()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().isFinal())
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	boolean allHaveEnded() {
		return this.orchestrator.counts().keySet().stream().allMatch(InvocationStatus::isFinal);
	}

	/**
	 * Whether there is no invocation at all.
	 */
	boolean isEmpty() {
		return this.orchestrator.counts().isEmpty();
	}

	boolean isAlive(long pid) {
		return this.orchestrator.runners()
			.alive()
			.stream()
			.anyMatch((runner) -> runner.id().value().contains("-" + pid + "-"));
	}

	/**
	 * All that is known at the end. If the run is stuck, the load goes on, and what it
	 * brings must not be missed by a look that came before; so all processes of the fleet
	 * end before what has ended is read.
	 * @param stuck what did not go on, in words
	 */
	History history(Fleet fleet, ServerLook server, List<String> stuck) {
		List<String> left = new ArrayList<>(stuck);
		left.addAll(left());
		fleet.stopProcesses();
		return new History(fleet.events(), standings(), left, purge(server));
	}

	/**
	 * Everything that is there, by id.
	 */
	private Map<String, Standing> standings() {
		Map<String, Standing> standings = new HashMap<>();
		ExecutorService looks = Executors.newFixedThreadPool(LOOKS);
		try {
			for (InvocationStatus status : InvocationStatus.values()) {
				InvocationId last = null;
				List<InvocationId> page;
				do {
					page = this.orchestrator.standing(status, last, PAGE);
					standings(page, looks).forEach((standing) -> standings.put(standing.id(), standing));
					last = page.isEmpty() ? last : page.get(page.size() - 1);
				}
				while (page.size() == PAGE);
			}
		}
		finally {
			looks.shutdown();
		}
		return standings;
	}

	private List<Standing> standings(List<InvocationId> page, ExecutorService looks) {
		return this.orchestrator.records(page)
			.values()
			.stream()
			.map((record) -> CompletableFuture.supplyAsync(() -> standing(record), looks))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

	private Standing standing(InvocationRecord record) {
		String token = (record.token() != null) ? record.token().value() : "";
		return new Standing(record.id().toString(), record.status(), token, outcome(record),
				this.orchestrator.history(record.id()));
	}

	private String outcome(InvocationRecord record) {
		if (!record.status().isFinal()) {
			return "";
		}
		try {
			Answer answer = this.pynenc.find(record.id(), Answer.class).orElseThrow().finalResult();
			return String.valueOf(answer.value());
		}
		catch (InvocationFailedException ex) {
			return Event.FAILURE + ex.getCause().getClass().getName();
		}
		catch (InvocationCancelledException | InvocationDroppedException | InvocationNotFinalException
				| InvocationNotFoundException ex) {
			return "";
		}
	}

	/**
	 * What should not be there any more, in words.
	 */
	private List<String> left() {
		List<String> left = new ArrayList<>();
		this.orchestrator.counts()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().isFinal())
			.forEach((entry) -> left.add(entry.getValue() + " are " + entry.getKey()));
		this.broker.sizes().forEach((size) -> left.add(size.toString()));
		this.orchestrator.runners()
			.alive()
			.stream()
			.filter((runner) -> runner.owned() > 0)
			.forEach((runner) -> left.add(runner.id() + " owns " + runner.owned()));
		return left;
	}

	/**
	 * Purges, and looks what is left; the version of the keys' layout stays.
	 */
	private Set<String> purge(ServerLook server) {
		this.lifecycle.purge();
		this.orchestrator.counts();
		return server.keys().stream().filter((key) -> !key.endsWith(":layout")).collect(Collectors.toSet());
	}

}
