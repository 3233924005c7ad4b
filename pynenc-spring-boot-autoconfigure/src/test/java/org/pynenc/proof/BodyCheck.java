package org.pynenc.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.pynenc.proof.Violation.Promise;

/**
 * Looks at the bodies of each invocation: whether each ran under a claim of its own, how
 * they overlap, and whether one came after the end.
 */
final class BodyCheck {

	private final History history;

	private final List<Violation> violations = new ArrayList<>();

	private BodyCheck(History history) {
		this.history = history;
	}

	static List<Violation> check(History history) {
		BodyCheck check = new BodyCheck(history);
		history.bodies().forEach(check::checkBodies);
		return check.violations;
	}

	/**
	 * The bodies of one invocation with the claims that they ran under. Of the claims of
	 * one runner the later body had the later one; a claim may have had no body.
	 */
	static Map<Body, Ownership> claims(List<Body> bodies, Standing standing) {
		List<Ownership> free = new ArrayList<>(Ownership.of(standing.history()));
		free.sort(Comparator.comparingLong(Ownership::from).reversed());
		Map<Body, Ownership> claims = new HashMap<>();
		bodies.stream().sorted(Comparator.comparingLong(BodyCheck::request).reversed()).forEach((body) -> {
			for (Ownership ownership : List.copyOf(free)) {
				if (ownership.runner().equals(body.runner()) && ownership.from() <= body.start().at()) {
					claims.put(body, ownership);
					free.removeIf((other) -> other.runner().equals(body.runner()) && other.from() >= ownership.from());
					return;
				}
			}
		});
		return claims;
	}

	/**
	 * The number of the request that the token was made for.
	 */
	private static long request(Body body) {
		return Long.parseLong(body.token().split("/")[1]);
	}

	private void checkBodies(String id, List<Body> bodies) {
		Standing standing = this.history.standings().get(id);
		if (standing == null) {
			add(Promise.NOTHING_IS_LOST, "the invocation of " + bodies + " is not there");
			return;
		}
		Map<Body, Ownership> claims = claims(bodies, standing);
		Set<String> tokens = new HashSet<>();
		for (Body body : bodies) {
			if (!tokens.add(body.token())) {
				add(Promise.ONE_BODY, "two bodies with one claim: " + body + " of " + standing);
			}
			else if (!claims.containsKey(body)) {
				add(Promise.ONE_BODY, "a body without a claim: " + body + " of " + standing);
			}
		}
		checkOverlaps(bodies, claims, standing);
		checkLate(bodies, claims, standing);
	}

	/**
	 * What a body does after its claim was lost does not count.
	 */
	private void checkOverlaps(List<Body> bodies, Map<Body, Ownership> claims, Standing standing) {
		for (Body one : bodies) {
			for (Body two : bodies) {
				if (one.start().at() < two.start().at() && claims.containsKey(one) && claims.containsKey(two)
						&& ended(one, claims.get(one)) > two.start().at()) {
					add(Promise.ONE_BODY, one + " and " + two + " at one time, of " + standing);
				}
			}
		}
	}

	private static long ended(Body body, Ownership claim) {
		return claim.wasLost() ? Math.min(body.until(), claim.until()) : body.until();
	}

	private void checkLate(List<Body> bodies, Map<Body, Ownership> claims, Standing standing) {
		if (!standing.status().isFinal()) {
			return;
		}
		long end = Ownership.micros(standing.history().get(standing.history().size() - 1).at());
		bodies.stream()
			.filter((body) -> body.start().at() > end && !wasFrozen(body, claims.get(body)))
			.forEach((body) -> add(Promise.NO_LATE_BODY, body + " after the end of " + standing));
	}

	/**
	 * Whether the process stood still between the claim and the start of the body:
	 * nothing that it could have looked at before would have helped.
	 */
	private boolean wasFrozen(Body body, Ownership claim) {
		return claim != null && claim.wasLost()
				&& this.history.of(Event.Kind.THAWED)
					.anyMatch((thawed) -> thawed.call().equals(body.start().node()) && thawed.at() > claim.from()
							&& thawed.at() < body.start().at());
	}

	private void add(Promise promise, String what) {
		this.violations.add(new Violation(promise, what));
	}

}
