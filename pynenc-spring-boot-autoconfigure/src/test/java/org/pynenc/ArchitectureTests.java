package org.pynenc;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.MDC;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which package may use which, and what a package may show.
 */
class ArchitectureTests {

	private static final String ROOT = "org.pynenc";

	private static final String DOOR = "AutoConfiguration";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	/**
	 * A package may use itself, the root, and what its row names. A new arrow is a
	 * decision about the design.
	 */
	static final List<Arrow> ARROWS = List.of(arrow(""), arrow("invocation"), arrow("serializer"), arrow("task"),
			arrow("broker"), arrow("backend"), arrow("state", "invocation"),
			arrow("orchestrator", "invocation", "broker", "state"),
			arrow("execution", "invocation", "serializer", "task", "orchestrator", "state"),
			arrow("client", "backend", "invocation", "serializer", "task", "orchestrator", "state", "execution"),
			arrow("runner", "backend", "invocation", "task", "orchestrator", "execution"),
			arrow("metrics", "invocation", "task", "broker", "orchestrator", "execution", "runner"),
			arrow("actuate", "backend", "invocation", "serializer", "task", "broker", "state", "orchestrator",
					"execution", "runner"),
			arrow("backend.memory", "backend", "invocation", "broker", "state", "orchestrator"),
			arrow("backend.redis", "backend", "invocation", "broker", "state", "orchestrator"));

	@ParameterizedTest
	@FieldSource("ARROWS")
	void packageFollowsItsArrows(Arrow arrow) {
		check(noClasses().that(resideInAPackage(name(arrow.from())))
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(arrow.visible()))))
			.as(arrow.toString()));
	}

	@Test
	void everyPackageHasItsRow() {
		Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		assertThat(packages).contains(ROOT, name("task"))
			.isSubsetOf(ARROWS.stream().map((arrow) -> name(arrow.from())).toList());
	}

	@Test
	void packagesHaveNoTangles() {
		check(slices().assignedFrom(packages()).should().beFreeOfCycles());
	}

	@Test
	void backendsShowOnlyTheirDoors() {
		check(classes().that(resideInAPackage(name("backend.*..")).and(areVisible()))
			.should()
			.haveSimpleNameEndingWith(DOOR));
	}

	@Test
	void doorsArePublicAndFinal() {
		check(classes().that(areDoors()).should().bePublic().andShould().haveModifier(JavaModifier.FINAL));
	}

	@Test
	void doorsHideTheirMembers() {
		check(methods().that().areDeclaredInClassesThat(areDoors()).should().notBePublic());
		check(fields().that().areDeclaredInClassesThat(areDoors()).should().notBePublic());
		check(classes().that(areInsideOfDoors()).should().notBePublic());
	}

	@Test
	void springBootStaysAtTheEdge() {
		check(noClasses().that(not(areAtTheEdge()))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot.."));
	}

	@Test
	void micrometerStaysInMetrics() {
		check(noClasses().that(resideOutsideOfPackage(name("metrics")))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer.."));
	}

	@Test
	void nobodyWritesToStandardStreams() {
		check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
	}

	/**
	 * Of SLF4J only the context is used, which commons-logging does not have.
	 */
	@Test
	void nobodyLogsPastCommonsLogging() {
		check(noClasses().should()
			.dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.log4j..",
					"org.apache.logging.log4j..")
				.and(not(type(MDC.class)))));
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	private static String name(String packageName) {
		return packageName.isEmpty() ? ROOT : ROOT + "." + packageName;
	}

	private static DescribedPredicate<JavaClass> areDoors() {
		return DescribedPredicate.describe("are doors", (type) -> type.getSimpleName().endsWith(DOOR));
	}

	private static DescribedPredicate<JavaClass> areInsideOfDoors() {
		return DescribedPredicate.describe("are inside of doors",
				(type) -> type.getEnclosingClass().filter(areDoors()).isPresent());
	}

	private static DescribedPredicate<JavaClass> areVisible() {
		return DescribedPredicate.describe("are visible", ArchitectureTests::isVisible);
	}

	private static boolean isVisible(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(ArchitectureTests::isVisible).orElse(true);
	}

	private static DescribedPredicate<JavaClass> areAtTheEdge() {
		return DescribedPredicate.describe("are at the edge",
				(type) -> resideInAnyPackage(name("backend"), name("actuate")).test(type)
						|| Stream.of(DOOR, "Properties", "FailureAnalyzer", "ExcludeFilter")
							.anyMatch(outermost(type).getSimpleName()::endsWith));
	}

	private static JavaClass outermost(JavaClass type) {
		return type.getEnclosingClass().map(ArchitectureTests::outermost).orElse(type);
	}

	private static SliceAssignment packages() {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(type.getPackageName());
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		};
	}

	private static Arrow arrow(String from, String... to) {
		return new Arrow(from, List.of(to));
	}

	record Arrow(String from, List<String> to) {

		String[] visible() {
			return Stream.concat(Stream.of("", this.from), this.to.stream())
				.map(ArchitectureTests::name)
				.toArray(String[]::new);
		}

		@Override
		public String toString() {
			return name(this.from) + " -> " + this.to;
		}

	}

}
