package org.pynenc.task;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.StubMethod;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedTask;
import org.pynenc.TaskId;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

class DistributedTaskRegistrarTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final DistributedTaskRegistrar registrar = TaskMethods.registrar(this.context.getBeanFactory());

	DistributedTaskRegistrarTests() {
		this.context.registerBean("registrar", DistributedTaskRegistrar.class, () -> this.registrar);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void findsATaskByIdAndAliasAndMethod() {
		start("reports", Reports.class);
		TaskDefinition task = task("reports.build");
		assertThat(task.method()).isEqualTo(method(Reports.class, "build"));
		assertThat(this.registrar.find(new TaskId("old"))).containsSame(task);
		assertThat(this.registrar.find("reports", method(Reports.class, "build"))).containsSame(task);
	}

	@Test
	void findsNothingElse() {
		start("reports", Reports.class);
		assertThat(this.registrar.find(new TaskId("unknown"))).isEmpty();
		assertThat(this.registrar.find("unknown", method(Reports.class, "build"))).isEmpty();
		assertThat(this.registrar.find("reports", method(Reports.class, "plain"))).isEmpty();
		assertThat(this.registrar.find("reports", method(Object.class, "toString"))).isEmpty();
		assertThat(this.registrar.find("reports", method(GreeterImpl.class, "greet"))).isEmpty();
	}

	@Test
	void listsTasksById() {
		this.context.registerBean("b", Reports.class);
		this.context.registerBean("a", GreeterImpl.class);
		this.context.registerBean("c", StringHandler.class);
		this.context.refresh();
		assertThat(this.registrar.tasks()).extracting(TaskDefinition::id)
			.containsExactly(new TaskId("a.greet"), new TaskId("b.build"), new TaskId("c.handle"));
		assertThat(this.registrar.executableIds()).containsExactlyInAnyOrder(new TaskId("a.greet"),
				new TaskId("b.build"), new TaskId("old"), new TaskId("c.handle"));
	}

	@Test
	void annotationOnAnInterfaceMethodCounts() {
		start("greeter", GreeterImpl.class);
		assertThat(task("greeter.greet").method()).isEqualTo(method(GreeterImpl.class, "greet"));
		assertFindsOneTask("greeter", method(Greeter.class, "greet"), method(GreeterImpl.class, "greet"));
	}

	@Test
	void annotationOnADefaultMethodCounts() {
		start("greeter", ByDefault.class);
		assertFindsOneTask("greeter", method(DefaultGreeter.class, "greet"));
	}

	@Test
	void annotationOnASuperclassMethodCounts() {
		start("reports", SpecialReports.class);
		assertThat(task("reports.build").method()).isEqualTo(method(SpecialReports.class, "build"));
		assertFindsOneTask("reports", method(Reports.class, "build"), method(SpecialReports.class, "build"));
	}

	@Test
	void inheritedMethodIsATaskOfEachSubclass() {
		start("reports", InheritingReports.class);
		assertFindsOneTask("reports", method(Reports.class, "build"));
	}

	@Test
	void methodOfAGenericInterfaceIsFoundByInterfaceAndBridgeAndClass() {
		start("handler", StringHandler.class);
		assertThat(task("handler.handle").parameters()).containsExactly(new TaskParameter("value", String.class));
		Method bridge = ReflectionUtils.findMethod(StringHandler.class, "handle", Object.class);
		assertThat(bridge).matches(Method::isBridge);
		assertFindsOneTask("handler", method(Handler.class, "handle"), bridge,
				ReflectionUtils.findMethod(StringHandler.class, "handle", String.class));
	}

	@Test
	void methodOfAGenericSuperclassHasTheTypesOfTheBean() {
		start("handler", IntegerHandler.class);
		assertThat(task("handler.handle").parameters()).containsExactly(new TaskParameter("value", Integer.class));
		assertFindsOneTask("handler", method(BaseHandler.class, "handle"));
	}

	@Test
	void interfaceMethodThatAnInheritedMethodFulfilsIsThatMethod() {
		start("handler", LateBound.class);
		assertThat(task("handler.handle").method()).isEqualTo(method(PlainHandler.class, "handle"));
		assertThat(task("handler.handle").parameters()).containsExactly(new TaskParameter("value", String.class));
		assertFindsOneTask("handler", method(TextHandler.class, "handle"), method(PlainHandler.class, "handle"));
	}

	@Test
	void publicMethodOfAHiddenSuperclassIsFoundBehindItsBridge() {
		start("visible", Visible.class);
		assertThat(task("visible.run").method()).isEqualTo(method(Hidden.class, "run"));
		assertThat(task("visible.run").parameters()).extracting(TaskParameter::name).containsExactly("name");
		Method bridge = ReflectionUtils.findMethod(Visible.class, "run", String.class);
		assertThat(bridge).matches(Method::isBridge);
		assertFindsOneTask("visible", method(Hidden.class, "run"), bridge);
	}

	@Test
	void typeArgumentsOfABeanMethodCount() {
		start(GenericBeans.class);
		assertThat(task("strings.handle").parameters()).extracting(TaskParameter::type)
			.containsExactly(new ParameterizedTypeReference<List<String>>() {
			}.getType());
		assertThat(task("numbers.handle").parameters()).extracting(TaskParameter::type).containsExactly(Integer.class);
	}

	@Test
	void composedAnnotationCounts() {
		start("mails", Mails.class);
		assertThat(task("mails.send").queue()).isEqualTo("mail");
	}

	@Test
	void packagePrivateBeanAndMethodCount() {
		start("mails", Mails.class);
		assertFindsOneTask("mails", method(Mails.class, "send"));
	}

	@Test
	void twoBeansOfOneClassAreTwoTasks() {
		start(TwoReports.class);
		assertThat(this.registrar.tasks()).extracting(TaskDefinition::id)
			.containsExactly(new TaskId("daily.greet"), new TaskId("weekly.greet"));
		assertThat(this.registrar.find("daily", method(Greeter.class, "greet"))).containsSame(task("daily.greet"));
		assertThat(this.registrar.find("weekly", method(Greeter.class, "greet"))).containsSame(task("weekly.greet"));
	}

	@Test
	void prototypeCountsAndIsNotMade() {
		start(NeverMade.class);
		assertFindsOneTask("prototype", method(Untouchable.class, "run"));
	}

	@Test
	void lazyBeansCountAndAreNotMade() {
		start(NeverMade.class);
		assertFindsOneTask("lazy", method(Untouchable.class, "run"));
		assertThat(this.context.getBeanFactory().containsSingleton("lazy")).isFalse();
	}

	@Test
	void factoryBeanCountsByItsProductAndIsNotMade() {
		start(NeverMade.class);
		assertFindsOneTask("product", method(Greeter.class, "greet"));
		assertThat(this.context.getBeanFactory().containsSingleton("product")).isFalse();
	}

	@Test
	void factoryBeanOfUnknownProductIsNotMade() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("greeter", new RootBeanDefinition(FactoryOfAnything.class));
		int made = FactoryOfAnything.made.get();
		assertThat(TaskMethods.registrar(beanFactory).tasks()).isEmpty();
		assertThat(FactoryOfAnything.made).hasValue(made);
	}

	@Test
	void factoryBeanThatIsThereTellsItsProduct() {
		this.context.registerBeanDefinition("greeter", new RootBeanDefinition(FactoryOfAnything.class));
		this.context.refresh();
		assertFindsOneTask("greeter", method(Greeter.class, "greet"), method(GreeterImpl.class, "greet"));
	}

	@Test
	void factoryBeanItselfIsNoTask() {
		this.context.registerBean("greeter", AnnotatedFactory.class, AnnotatedFactory::new);
		this.context.refresh();
		assertThat(this.registrar.tasks()).extracting(TaskDefinition::id).containsExactly(new TaskId("greeter.greet"));
	}

	@Test
	void abstractDefinitionDoesNotCount() {
		RootBeanDefinition template = new RootBeanDefinition(GreeterImpl.class);
		template.setAbstract(true);
		this.context.registerBeanDefinition("template", template);
		this.context.refresh();
		assertThat(this.registrar.tasks()).isEmpty();
	}

	@Test
	void scopedBeanCountsOnceUnderItsPlainNameAndIsNotMade() {
		this.context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
		start(Scoped.class);
		assertThat(this.registrar.tasks()).extracting(TaskDefinition::beanName)
			.containsExactlyInAnyOrder("byClass", "byInterface");
		assertFindsOneTask("byClass", method(Untouchable.class, "run"));
		assertFindsOneTask("byInterface", method(Greeter.class, "greet"));
	}

	@Test
	void parentAndChildHaveTheirOwnTasks() {
		start("reports", Reports.class);
		try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
			DistributedTaskRegistrar registrarOfChild = TaskMethods.registrar(child.getBeanFactory());
			child.setParent(this.context);
			child.registerBean("registrar", DistributedTaskRegistrar.class, () -> registrarOfChild);
			child.registerBean("greeter", GreeterImpl.class);
			child.refresh();
			assertThat(registrarOfChild.tasks()).extracting(TaskDefinition::beanName).containsExactly("greeter");
			assertThat(this.registrar.tasks()).extracting(TaskDefinition::beanName).containsExactly("reports");
		}
	}

	@Test
	void classBehindAClassProxyCounts() {
		proxyAnnotatedMethods(true);
		start("greeter", GreeterImpl.class);
		Object proxy = this.context.getBean("greeter");
		assertThat(AopUtils.isCglibProxy(proxy)).isTrue();
		assertThat(task("greeter.greet").method()).isEqualTo(method(GreeterImpl.class, "greet"));
		assertFindsOneTask("greeter", method(Greeter.class, "greet"), method(proxy.getClass(), "greet"));
	}

	@Test
	void classBehindAnInterfaceProxyCounts() {
		proxyAnnotatedMethods(false);
		start("greeter", AnnotatedGreeter.class);
		Object proxy = this.context.getBean("greeter");
		assertThat(AopUtils.isJdkDynamicProxy(proxy)).isTrue();
		assertThat(task("greeter.greet").method()).isEqualTo(method(AnnotatedGreeter.class, "greet"));
		assertFindsOneTask("greeter", method(PlainGreeter.class, "greet"));
	}

	@Test
	void proxyWithNothingBehindItCountsByItsInterfaces() {
		Greeter proxy = (Greeter) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Greeter.class },
				(self, method, arguments) -> null);
		this.context.getBeanFactory().registerSingleton("greeter", proxy);
		this.context.refresh();
		assertFindsOneTask("greeter", method(Greeter.class, "greet"), method(proxy.getClass(), "greet"));
	}

	@Test
	void singletonWithoutADefinitionCounts() {
		this.context.getBeanFactory().registerSingleton("greeter", new GreeterImpl());
		this.context.refresh();
		assertFindsOneTask("greeter", method(Greeter.class, "greet"));
	}

	@Test
	void readBeforeTheSingletonsAreReadyFindsWhatIsDefined() {
		EarlyReader reader = new EarlyReader("late", method(Reports.class, "build"));
		this.context.registerBean("reader", EarlyReader.class, () -> reader);
		this.context.registerBean("late", Reports.class);
		this.context.refresh();
		assertThat(reader.byMethod).isPresent();
		assertThat(reader.byId).isPresent();
		assertThat(reader.all).extracting(TaskDefinition::id).containsExactly(new TaskId("late.build"));
		assertThat(task("late.build")).isEqualTo(reader.byMethod.get());
	}

	@Test
	void readBeforeTheSingletonsAreReadyMakesNoBean() {
		EarlyReader reader = new EarlyReader("lazy", method(Untouchable.class, "run"));
		this.context.registerBean("reader", EarlyReader.class, () -> reader);
		this.context.register(NeverMade.class);
		this.context.refresh();
		assertThat(reader.byMethod).isPresent();
	}

	@Test
	void whatComesAfterAnEarlyReadIsFound() {
		assertThat(this.registrar.tasks()).isEmpty();
		this.context.getBeanFactory().registerSingleton("greeter", new GreeterImpl());
		assertThat(this.registrar.tasks()).hasSize(1);
		this.context.registerBean("reports", Reports.class);
		assertThat(this.registrar.find("reports", method(Reports.class, "build"))).isPresent();
		this.context.registerBean("handler", StringHandler.class);
		this.context.refresh();
		assertThat(this.registrar.tasks()).hasSize(3);
	}

	@Test
	void classThatIsKnownOnlyOnceItsBeanIsMadeReplacesTheDeclaredType() {
		this.context.register(DeclaredByInterface.class);
		this.context.registerBean("reader", EarlyReader.class,
				() -> new EarlyReader("greeter", method(Greeter.class, "greet")));
		this.context.refresh();
		assertThat(task("greeter.greet").method()).isEqualTo(method(GreeterImpl.class, "greet"));
		assertFindsOneTask("greeter", method(Greeter.class, "greet"), method(GreeterImpl.class, "greet"));
	}

	@Test
	void beanThatCannotBeLookedAtIsPassedOver() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("absent", new RootBeanDefinition("org.example.Absent", null, null));
		beanFactory.registerBeanDefinition("incomplete", new RootBeanDefinition(withParameterOfAnAbsentType()));
		beanFactory.registerBeanDefinition("reports", new RootBeanDefinition(Reports.class));
		assertThat(TaskMethods.registrar(beanFactory).tasks()).extracting(TaskDefinition::beanName)
			.containsExactly("reports");
	}

	private void start(String beanName, Class<?> beanClass) {
		this.context.registerBeanDefinition(beanName, new RootBeanDefinition(beanClass));
		this.context.refresh();
	}

	private void start(Class<?> configuration) {
		this.context.register(configuration);
		this.context.refresh();
	}

	private TaskDefinition task(String id) {
		return this.registrar.find(new TaskId(id)).orElseThrow();
	}

	private void assertFindsOneTask(String beanName, @Nullable Method... methods) {
		List<TaskDefinition> tasks = this.registrar.tasks()
			.stream()
			.filter((task) -> task.beanName().equals(beanName))
			.toList();
		assertThat(tasks).hasSize(1);
		for (Method method : methods) {
			assertThat(method).isNotNull();
			assertThat(this.registrar.find(beanName, method)).as("%s", method).containsSame(tasks.get(0));
			assertThat(this.registrar.find(beanName, method)).as("%s, again", method).containsSame(tasks.get(0));
		}
	}

	private void proxyAnnotatedMethods(boolean targetClass) {
		this.context.registerBean("creator", DefaultAdvisorAutoProxyCreator.class, () -> {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(targetClass);
			return creator;
		});
		this.context.registerBean("advisor", DefaultPointcutAdvisor.class,
				() -> new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(null, DistributedTask.class, true),
						(MethodInterceptor) MethodInvocation::proceed));
	}

	private static Class<?> withParameterOfAnAbsentType() {
		return new ByteBuddy().subclass(Object.class)
			.defineMethod("run", void.class, Visibility.PUBLIC)
			.withParameters(new ByteBuddy().makeInterface().name("org.example.Absent").make().getTypeDescription())
			.intercept(StubMethod.INSTANCE)
			.annotateMethod(AnnotationDescription.Builder.ofType(DistributedTask.class).build())
			.make()
			.load(DistributedTaskRegistrarTests.class.getClassLoader())
			.getLoaded();
	}

	private static Method method(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Reads while the beans are still being made.
	 */
	class EarlyReader implements InitializingBean {

		private final String beanName;

		private final Method method;

		private Optional<TaskDefinition> byMethod = Optional.empty();

		private Optional<TaskDefinition> byId = Optional.empty();

		private Collection<TaskDefinition> all = List.of();

		EarlyReader(String beanName, Method method) {
			this.beanName = beanName;
			this.method = method;
		}

		@Override
		public void afterPropertiesSet() {
			this.byMethod = DistributedTaskRegistrarTests.this.registrar.find(this.beanName, this.method);
			this.byId = DistributedTaskRegistrarTests.this.registrar
				.find(new TaskId(this.beanName + "." + this.method.getName()));
			this.all = DistributedTaskRegistrarTests.this.registrar.tasks();
		}

	}

	static class Reports {

		@DistributedTask(aliases = "old")
		public void build() {
		}

		public void plain() {
		}

	}

	static class SpecialReports extends Reports {

		@Override
		public void build() {
		}

	}

	static class InheritingReports extends Reports {

	}

	interface Greeter {

		@DistributedTask
		void greet(String name);

	}

	static class GreeterImpl implements Greeter {

		@Override
		public void greet(String name) {
		}

	}

	interface DefaultGreeter {

		@DistributedTask
		default void greet() {
		}

	}

	static class ByDefault implements DefaultGreeter {

	}

	interface PlainGreeter {

		void greet();

	}

	static class AnnotatedGreeter implements PlainGreeter {

		@Override
		@DistributedTask
		public void greet() {
		}

	}

	interface Handler<T> {

		@DistributedTask
		void handle(T value);

	}

	static class StringHandler implements Handler<String> {

		@Override
		public void handle(String value) {
		}

	}

	static class BaseHandler<T> implements Handler<T> {

		@Override
		public void handle(T value) {
		}

	}

	static class IntegerHandler extends BaseHandler<Integer> {

	}

	static class PlainHandler<T> {

		public void handle(T value) {
		}

	}

	interface TextHandler {

		@DistributedTask
		void handle(String value);

	}

	static class LateBound extends PlainHandler<String> implements TextHandler {

	}

	static class Hidden {

		@DistributedTask
		public void run(String name) {
		}

	}

	public static class Visible extends Hidden {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@DistributedTask(queue = "mail")
	@interface MailTask {

	}

	static class Mails {

		@MailTask
		void send() {
		}

	}

	static class Untouchable {

		Untouchable() {
			throw new IllegalStateException("nobody asked for this bean");
		}

		@DistributedTask
		public void run() {
		}

	}

	static class UntouchableGreeter extends Untouchable implements Greeter {

		@Override
		public void greet(String name) {
		}

		@Override
		public void run() {
		}

	}

	static class GreeterFactory implements FactoryBean<Greeter> {

		GreeterFactory() {
			throw new IllegalStateException("nobody asked for this bean");
		}

		@Override
		public Greeter getObject() {
			return new GreeterImpl();
		}

		@Override
		public Class<?> getObjectType() {
			return Greeter.class;
		}

	}

	static class FactoryOfAnything implements FactoryBean<Object> {

		private static final AtomicInteger made = new AtomicInteger();

		FactoryOfAnything() {
			made.incrementAndGet();
		}

		@Override
		public Object getObject() {
			return new GreeterImpl();
		}

		@Override
		public Class<?> getObjectType() {
			return GreeterImpl.class;
		}

	}

	static class AnnotatedFactory implements FactoryBean<Greeter> {

		@Override
		@DistributedTask
		public Greeter getObject() {
			return new GreeterImpl();
		}

		@Override
		public Class<?> getObjectType() {
			return GreeterImpl.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GenericBeans {

		@Bean
		BaseHandler<List<String>> strings() {
			return new BaseHandler<>();
		}

		@Bean
		BaseHandler<Integer> numbers() {
			return new BaseHandler<>();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoReports {

		@Bean
		@Primary
		GreeterImpl daily() {
			return new GreeterImpl();
		}

		@Bean
		GreeterImpl weekly() {
			return new GreeterImpl();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeverMade {

		@Bean
		@Lazy
		Untouchable lazy() {
			return new Untouchable();
		}

		@Bean
		@Scope("prototype")
		Untouchable prototype() {
			return new Untouchable();
		}

		@Bean
		@Lazy
		GreeterFactory product() {
			return new GreeterFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Untouchable byClass() {
			return new Untouchable();
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.INTERFACES)
		Greeter byInterface() {
			return new UntouchableGreeter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredByInterface {

		@Bean
		Greeter greeter() {
			return new GreeterImpl();
		}

	}

}
