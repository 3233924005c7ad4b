package org.pynenc.scenario;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.Pynenc;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks on all kinds of beans, beside all kinds of advice.
 */
class AdviceTests {

	@Test
	void otherAdviceAppliesOnceWhereTheBodyRuns() {
		Engines.engine(Advised.class).run((context) -> {
			Traced traced = context.getBean(Traced.class);
			assertThat(AopUtils.isCglibProxy(traced)).isTrue();
			assertThat(traced.call("a")).isEqualTo("a");
			assertThat(context.getBean(Advised.class).trace).hasSize(1)
				.allSatisfy((thread) -> assertThat(thread).startsWith("pynenc-body-"));
		});
	}

	@Test
	void theCacheOfABodyIsAskedWhereTheBodyRuns() {
		Engines.engine(Cached.class).run((context) -> {
			Slow slow = context.getBean(Slow.class);
			assertThat(slow.answer("x").result()).isEqualTo(1);
			assertThat(slow.direct("x")).isEqualTo(1);
			assertThat(slow.direct("x")).isEqualTo(1);
			assertThat(slow.direct("y")).isEqualTo(2);
			assertThat(context.getBean(CacheManager.class).getCache("answers")).isNotNull();
		});
	}

	@Test
	void aCallOfTheSameMethodFromItsBodyIsDispatchedAndOneWithoutProxyIsNot() {
		Engines.engine(Kinds.class).run((context) -> {
			Recursive recursive = context.getBean(Recursive.class);
			assertThat(recursive.throughProxy(3)).isEqualTo(4);
			assertThat(recursive.throughThis(3)).isEqualTo(1);
		});
	}

	@Test
	void beansBehindInterfacesAreCalledThroughThem() {
		Engines.engine(Kinds.class).withPropertyValues("spring.aop.proxy-target-class=false").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			assertThat(AopUtils.isJdkDynamicProxy(shop)).isTrue();
			assertThat(shop.buy("pen")).isEqualTo("pen bought");
		});
	}

	@Test
	void twoBeansOfAClassAreTwoTasksAndThePrimaryOneIsNotMistakenForTheOther() {
		Engines.engine(Kinds.class).run((context) -> {
			Named first = context.getBean("first", Named.class);
			Named second = context.getBean("second", Named.class);
			assertThat(first.name()).isEqualTo("first");
			assertThat(second.name()).isEqualTo("second");
			assertThat(context.getBean(Pynenc.class).invoke(() -> second.name()).call().taskId().value())
				.isEqualTo("second.name");
		});
	}

	@Test
	void productsOfFactoryBeansAndScopedBeansHaveTasks() {
		Engines.engine(Kinds.class).run((context) -> {
			assertThat(context.getBean("product", Product.class).make()).isEqualTo("made");
			assertThat(context.getBean("threadBean", ThreadBean.class).threadName()).startsWith("pynenc-body-");
		});
	}

	@Test
	void packagePrivateMethodsAndComposedAnnotationsWork() {
		Engines.engine(Kinds.class).run((context) -> {
			Composed composed = context.getBean(Composed.class);
			DistributedInvocation<String> invocation = composed.run();
			assertThat(invocation.result()).isEqualTo("ran");
			assertThat(invocation.call().taskId().value()).isEqualTo("composed-id");
		});
	}

	@Test
	void parentAndChildContextsHaveTheirOwnTasks() {
		Engines.engine()
			.withBean("named", Named.class, () -> new Named("of parent"))
			.run((parent) -> Engines.engine()
				.withParent(parent)
				.withBean("other", Named.class, () -> new Named("of child"))
				.run((child) -> {
					assertThat(parent.getBean("named", Named.class).name()).isEqualTo("of parent");
					assertThat(child.getBean("named", Named.class).name()).isEqualTo("of parent");
					assertThat(child.getBean("other", Named.class).name()).isEqualTo("of child");
				}));
	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Trace {

	}

	static class Traced {

		@Trace
		@DistributedTask
		public String call(String value) {
			return value;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Advised {

		final ConcurrentLinkedQueue<String> trace = new ConcurrentLinkedQueue<>();

		@Bean
		static DefaultAdvisorAutoProxyCreator autoProxyCreator() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		Advisor traceAdvisor() {
			MethodInterceptor tracing = (invocation) -> {
				this.trace.add(Thread.currentThread().getName());
				return invocation.proceed();
			};
			return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(Trace.class), tracing);
		}

		@Bean
		Traced traced() {
			return new Traced();
		}

	}

	static class Slow {

		private final AtomicInteger bodies = new AtomicInteger();

		@DistributedTask
		public DistributedInvocation<Integer> answer(String question) {
			return DistributedInvocation.of(this.bodies.incrementAndGet());
		}

		@DistributedTask
		@Cacheable("answers")
		public int direct(String question) {
			return question.equals("x") ? 1 : this.bodies.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Cached {

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		Slow slow() {
			return new Slow();
		}

	}

	static class Recursive {

		private final ObjectProvider<Recursive> self;

		Recursive(ObjectProvider<Recursive> self) {
			this.self = self;
		}

		@DistributedTask
		public int throughProxy(int n) {
			return countInvocations(n, true);
		}

		@DistributedTask
		public int throughThis(int n) {
			return countInvocations(n, false);
		}

		private int countInvocations(int n, boolean proxy) {
			if (n == 0) {
				return 1;
			}
			var mine = Pynenc.current().orElseThrow().invocationId();
			int below = proxy ? this.self.getObject().throughProxy(n - 1) : throughThis(n - 1);
			assertThat(Pynenc.current().orElseThrow().invocationId()).isEqualTo(mine);
			return proxy ? below + 1 : below;
		}

	}

	interface Shop {

		@DistributedTask
		String buy(String item);

	}

	static class CornerShop implements Shop {

		@Override
		public final String toString() {
			return "shop";
		}

		@Override
		public String buy(String item) {
			return item + " bought";
		}

	}

	static class Named {

		private final String name;

		Named(String name) {
			this.name = name;
		}

		@DistributedTask
		public String name() {
			return this.name;
		}

	}

	static class Product {

		@DistributedTask
		public String make() {
			return "made";
		}

	}

	static class ProductFactory implements FactoryBean<Product> {

		@Override
		public Product getObject() {
			return new Product();
		}

		@Override
		public Class<?> getObjectType() {
			return Product.class;
		}

	}

	static class ThreadBean {

		@DistributedTask
		public String threadName() {
			return Thread.currentThread().getName();
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@DistributedTask
	@interface MyTask {

		@AliasFor(annotation = DistributedTask.class)
		String id();

	}

	static class Composed {

		@MyTask(id = "composed-id")
		DistributedInvocation<String> run() {
			return DistributedInvocation.of("ran");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Kinds {

		@Bean
		static org.springframework.beans.factory.config.CustomScopeConfigurer scopes() {
			var configurer = new org.springframework.beans.factory.config.CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		Recursive recursive(ObjectProvider<Recursive> self) {
			return new Recursive(self);
		}

		@Bean
		Shop shop() {
			return new CornerShop();
		}

		@Bean
		@Primary
		Named first() {
			return new Named("first");
		}

		@Bean
		Named second() {
			return new Named("second");
		}

		@Bean
		ProductFactory product() {
			return new ProductFactory();
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		ThreadBean threadBean() {
			return new ThreadBean();
		}

		@Bean
		Composed composed() {
			return new Composed();
		}

	}

}
