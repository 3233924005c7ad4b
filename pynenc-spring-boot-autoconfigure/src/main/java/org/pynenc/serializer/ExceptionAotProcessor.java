package org.pynenc.serializer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.pynenc.PynencException;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Keeps in a native image the constructors of the exceptions that are rebuilt although no
 * task declares them: those of the allowed packages, and of the JDK's those that bodies
 * usually throw. There another one of the JDK's arrives as a
 * {@link org.pynenc.RemoteException}.
 */
class ExceptionAotProcessor implements BeanFactoryInitializationAotProcessor {

	private static final List<Class<? extends Throwable>> OF_JDK = List.of(Exception.class, RuntimeException.class,
			ArithmeticException.class, ArrayIndexOutOfBoundsException.class, AssertionError.class,
			ClassCastException.class, ClassNotFoundException.class, IllegalArgumentException.class,
			IllegalStateException.class, IndexOutOfBoundsException.class, InterruptedException.class,
			NullPointerException.class, NumberFormatException.class, SecurityException.class,
			StringIndexOutOfBoundsException.class, UnsupportedOperationException.class, IOException.class,
			FileNotFoundException.class, UncheckedIOException.class, DateTimeException.class,
			ConcurrentModificationException.class, NoSuchElementException.class, CancellationException.class,
			CompletionException.class, ExecutionException.class, TimeoutException.class);

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(JsonSerializer.class, true, false).length == 0) {
			return null;
		}
		Set<String> found = find(beanFactory);
		return (context, code) -> register(context.getRuntimeHints().reflection(), found);
	}

	private static Set<String> find(ConfigurableListableBeanFactory beanFactory) {
		Stream<String> allowed = PynencSerializerAutoConfiguration.exceptionPackages(beanFactory)
			.stream()
			.flatMap(ExceptionAotProcessor::exceptionsBelow);
		return Stream.concat(allowed, exceptionsOfOurApi()).collect(Collectors.toSet());
	}

	private static Stream<String> exceptionsOfOurApi() {
		String name = PynencException.class.getPackageName();
		return exceptionsBelow(name).filter((type) -> ClassUtils.getPackageName(type).equals(name));
	}

	private static Stream<String> exceptionsBelow(String packageName) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AssignableTypeFilter(Throwable.class));
		return scanner.findCandidateComponents(packageName)
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.flatMap(Stream::ofNullable);
	}

	private static void register(ReflectionHints reflection, Set<String> found) {
		found.forEach(
				(name) -> reflection.registerType(TypeReference.of(name), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
		OF_JDK.forEach((type) -> reflection.registerType(type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
	}

}
