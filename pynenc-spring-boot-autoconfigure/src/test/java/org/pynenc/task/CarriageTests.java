package org.pynenc.task;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Type;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pynenc.DistributedInvocation;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

class CarriageTests {

	@ParameterizedTest
	@ValueSource(classes = { Stream.class, IntStream.class, InputStream.class, FileInputStream.class,
			OutputStream.class, Reader.class, Writer.class, Connection.class, Statement.class, PreparedStatement.class,
			ResultSet.class, Thread.class, ClassLoader.class, URLClassLoader.class, Future.class,
			CompletableFuture.class, CompletionStage.class, Flow.Publisher.class, SubmissionPublisher.class,
			InputStream[].class, Thread[][].class })
	void objectsToTypesThatLiveInOneProcess(Class<?> type) {
		assertThat(Carriage.objection(type)).hasValueSatisfying((objection) -> {
			assertThat(objection.reason()).contains("can never be carried as JSON");
			assertThat(objection.remedy()).isNotBlank();
		});
	}

	@Test
	void objectsToReactivePublishersOfALibraryThatMayBeAbsent() {
		Class<?> publisher = new ByteBuddy().makeInterface()
			.name("org.reactivestreams.Publisher")
			.make()
			.load(null, ClassLoadingStrategy.Default.WRAPPER)
			.getLoaded();
		assertThat(Carriage.objection(publisher)).hasValueSatisfying(
				(objection) -> assertThat(objection.reason()).startsWith("org.reactivestreams.Publisher"));
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, int.class, byte[].class, void.class, Void.class, Object.class, File.class,
			List.class, DistributedInvocation.class, Outer.class })
	void letsOtherTypesPass(Class<?> type) {
		assertThat(Carriage.objection(type)).isEmpty();
	}

	@Test
	void letsParameterizedTypesPass() {
		assertThat(Carriage.objection(type(new ParameterizedTypeReference<Map<String, List<? super Integer>[]>>() {
		}))).isEmpty();
	}

	@Test
	void looksIntoTypeArgumentsArraysAndBounds() {
		assertThat(Carriage.objection(type(new ParameterizedTypeReference<Map<String, List<InputStream>>>() {
		}))).isPresent();
		assertThat(Carriage.objection(type(new ParameterizedTypeReference<List<InputStream>[]>() {
		}))).isPresent();
		assertThat(Carriage.objection(type(new ParameterizedTypeReference<List<? extends InputStream>>() {
		}))).isPresent();
		assertThat(Carriage.objection(type(new ParameterizedTypeReference<Stream<String>>() {
		}))).isPresent();
	}

	@Test
	void namesTheTypeVariableThatStandsForNothing() {
		assertThat(Carriage.objection(Outer.class.getTypeParameters()[0])).hasValueSatisfying((objection) -> {
			assertThat(objection.reason()).contains("type variable T of class " + Outer.class.getName());
			assertThat(objection.remedy()).contains("what T stands for");
		});
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	static class Outer<T> {

	}

}
