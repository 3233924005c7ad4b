package org.pynenc.scenario;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;

/**
 * An application with tasks on every kind of bean. Says what their calls gave, and ends.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(KindsApplication.Registrar.class)
class KindsApplication {

	/**
	 * What the tasks give, by the names of their beans.
	 */
	static final Map<String, String> EXPECTED = Map.ofEntries(Map.entry("byDefault", "by default"),
			Map.entry("closed", "closed"), Map.entry("composed", "composed"), Map.entry("first", "first"),
			Map.entry("generic", "[a, b]"), Map.entry("handle", "of handle"), Map.entry("hidden", "hidden"),
			Map.entry("lambda", "lambda"), Map.entry("lazy", "lazy"), Map.entry("product", "product"),
			Map.entry("record", "record"), Map.entry("registered", "registered"), Map.entry("scoped", "scoped"),
			Map.entry("second", "second"));

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = start()) {
			System.out.println(results(context));
		}
	}

	static ConfigurableApplicationContext start() {
		SpringApplication application = new SpringApplication(KindsApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run();
	}

	static Map<String, String> results(ConfigurableApplicationContext context) {
		Map<String, String> results = new TreeMap<>();
		ListableBeanFactory beans = context.getBeanFactory();
		for (String name : new String[] { "byDefault", "closed", "first", "hidden", "lambda", "lazy", "product",
				"record", "registered", "scoped", "second" }) {
			results.put(name, onRunner(context, beans.getBean(name, Named.class)));
		}
		results.put("composed", beans.getBean(Composed.class).run().result());
		results.put("generic", String.valueOf(beans.getBean(Words.class).split(new Text("a b"))));
		results.put("handle", beans.getBean(Handles.class).name(beans.getBean(Composed.class).handle()).join().value());
		return results;
	}

	/**
	 * A call that no proxy turned into an invocation has no id.
	 */
	private static String onRunner(ConfigurableApplicationContext context, Named bean) {
		return context.getBean(Pynenc.class).invoke(bean::name).result();
	}

	@Bean
	static CustomScopeConfigurer scopes() {
		CustomScopeConfigurer configurer = new CustomScopeConfigurer();
		configurer.addScope("thread", new SimpleThreadScope());
		return configurer;
	}

	@Bean
	Closed closed() {
		return new Closed();
	}

	@Bean
	Value record() {
		return new Value("record");
	}

	@Bean
	Named lambda() {
		return () -> "lambda";
	}

	@Bean
	ByDefault byDefault() {
		return new ByDefault();
	}

	@Bean
	Hidden hidden() {
		return new Hidden();
	}

	@Bean
	@Primary
	Twin first() {
		return new Twin("first");
	}

	@Bean
	Twin second() {
		return new Twin("second");
	}

	@Bean
	@Lazy
	Twin lazy() {
		return new Twin("lazy");
	}

	@Bean
	ProductFactory product() {
		return new ProductFactory();
	}

	@Bean
	@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
	Twin scoped() {
		return new Twin("scoped");
	}

	@Bean
	Composed composed() {
		return new Composed();
	}

	@Bean
	Words words() {
		return new Words();
	}

	@Bean
	Handles handles() {
		return new Handles();
	}

	interface Named {

		@DistributedTask
		String name();

	}

	interface NamedByDefault extends Named {

		@Override
		@DistributedTask
		default String name() {
			return "by default";
		}

	}

	static class ByDefault implements NamedByDefault {

	}

	static final class Closed implements Named {

		@Override
		public String name() {
			return "closed";
		}

	}

	record Value(String name) implements Named {
	}

	static class Hidden implements Named {

		@Override
		public String name() {
			return "hidden";
		}

	}

	static class Twin implements Named {

		private final String name;

		Twin(String name) {
			this.name = name;
		}

		Twin() {
			this("");
		}

		@Override
		public String name() {
			return this.name;
		}

	}

	static class ProductFactory implements FactoryBean<Twin> {

		@Override
		public Twin getObject() {
			return new Twin("product");
		}

		@Override
		public Class<?> getObjectType() {
			return Twin.class;
		}

	}

	static class Registrar implements BeanRegistrar {

		@Override
		public void register(BeanRegistry registry, Environment environment) {
			registry.registerBean("registered", Twin.class,
					(spec) -> spec.supplier((context) -> new Twin("registered")));
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@DistributedTask
	@interface OwnTask {

		@AliasFor(annotation = DistributedTask.class)
		String id();

	}

	static class Composed {

		@OwnTask(id = "own")
		DistributedInvocation<String> run() {
			return DistributedInvocation.of("composed");
		}

		@DistributedTask
		DistributedInvocation<Text> handle() {
			return DistributedInvocation.of(new Text("of handle"));
		}

	}

	record Text(String value) {
	}

	abstract static class Splitter<T, R> {

		@DistributedTask
		List<R> split(T whole) {
			return parts(whole);
		}

		abstract List<R> parts(T whole);

	}

	static class Words extends Splitter<Text, String> {

		@Override
		List<String> parts(Text whole) {
			return List.of(whole.value().split(" "));
		}

	}

	static class Handles {

		@DistributedTask
		CompletableFuture<Text> name(DistributedInvocation<Text> handle) {
			return CompletableFuture.completedFuture(handle.result());
		}

	}

}
