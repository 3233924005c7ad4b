package org.pynenc.task;

import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

class TypeVariablesTests {

	@Test
	void variableOfASuperclassStandsForWhatTheSubclassSays() {
		assertThat(resolve(Strings.class, "plain")).isEqualTo(String.class);
	}

	@Test
	void variableIsFollowedThroughSeveralLevels() {
		assertThat(resolve(StringsByDetour.class, "plain")).isEqualTo(String.class);
	}

	@Test
	void variableOfAnInterfaceStandsForWhatTheClassSays() {
		assertThat(resolve(Worker.class, "work")).isEqualTo(Integer.class);
	}

	@Test
	void keepsTheArgumentsOfWhatAVariableStandsFor() {
		assertThat(resolve(ListsOfStrings.class, "plain"))
			.isEqualTo(type(new ParameterizedTypeReference<List<String>>() {
			}));
	}

	@Test
	void looksIntoTypeArguments() {
		assertThat(resolve(Strings.class, "nested"))
			.isEqualTo(type(new ParameterizedTypeReference<Map<String, List<String>>>() {
			}));
	}

	@Test
	void looksIntoArrays() {
		assertThat(resolve(Strings.class, "array")).isEqualTo(String[].class);
		assertThat(resolve(ListsOfStrings.class, "array")).hasToString("java.util.List<java.lang.String>[]");
	}

	@Test
	void looksIntoBounds() {
		assertThat(resolve(Strings.class, "bounded")).isEqualTo(type(new ParameterizedTypeReference<List<String>>() {
		}));
	}

	@Test
	void typeArgumentsOfTheBeanItselfCount() {
		ResolvableType beanType = ResolvableType.forClassWithGenerics(Generic.class, Long.class);
		assertThat(new TypeVariables(beanType).resolve(parameterType(Generic.class, "plain"))).isEqualTo(Long.class);
	}

	@Test
	void variableThatStandsForNothingStays() {
		assertThat(resolve(Generic.class, "plain")).isInstanceOf(TypeVariable.class);
		assertThat(resolve(RawSubclass.class, "plain")).isInstanceOf(TypeVariable.class);
	}

	@Test
	void variableThatStandsForATypeOfItselfIsResolvedOnce() {
		ResolvableType beanType = ResolvableType.forType(parameterType(Generic.class, "recursive"));
		assertThat(new TypeVariables(beanType).resolve(parameterType(Generic.class, "plain")))
			.isEqualTo(beanType.getGeneric(0).getType());
	}

	@Test
	void typeWithoutVariablesStaysAsDeclared() {
		for (String method : List.of("fixed", "fixedArray")) {
			Type declared = parameterType(Generic.class, method);
			assertThat(new TypeVariables(ResolvableType.forClass(Strings.class)).resolve(declared)).isSameAs(declared);
		}
	}

	private static Type resolve(Class<?> beanClass, String method) {
		return new TypeVariables(ResolvableType.forClass(beanClass)).resolve(parameterType(beanClass, method));
	}

	private static Type parameterType(Class<?> beanClass, String method) {
		return Arrays.stream(beanClass.getMethods())
			.filter((candidate) -> candidate.getName().equals(method) && !candidate.isBridge())
			.findFirst()
			.orElseThrow()
			.getGenericParameterTypes()[0];
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	public static class Generic<T> {

		public void plain(T value) {
		}

		public void nested(Map<String, List<T>> value) {
		}

		public void array(T[] value) {
		}

		public void bounded(List<? extends T> value) {
		}

		public void recursive(Generic<List<T>> value) {
		}

		public void fixed(Map<String, Optional<? extends Number>> value) {
		}

		public void fixedArray(List<String>[] value) {
		}

	}

	public static class Strings extends Generic<String> {

	}

	public static class Detour<A, B> extends Generic<B> {

	}

	public static class StringsByDetour extends Detour<Integer, String> {

	}

	public static class ListsOfStrings extends Generic<List<String>> {

	}

	@SuppressWarnings("rawtypes")
	public static class RawSubclass extends Generic {

	}

	public interface Work<T> {

		default void work(T value) {
		}

	}

	public static class Worker implements Work<Integer> {

	}

}
