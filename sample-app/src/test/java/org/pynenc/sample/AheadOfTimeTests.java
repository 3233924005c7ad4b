package org.pynenc.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.aot.BeanInstanceSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the build's second round of tests, for which {@code spring.aot.enabled} is set,
 * is about what was generated ahead of time.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EnabledIfSystemProperty(named = AotDetector.AOT_ENABLED, matches = "true")
class AheadOfTimeTests {

	@Test
	void beansComeFromGeneratedCode(@Autowired DefaultListableBeanFactory beanFactory) {
		assertThat(new String[] { "photoProcessor", "distributedTaskRegistrar", "pynencRunner", "pynenc" })
			.allSatisfy((name) -> assertThat(definition(beanFactory, name).getInstanceSupplier())
				.isInstanceOf(BeanInstanceSupplier.class));
	}

	private static AbstractBeanDefinition definition(DefaultListableBeanFactory beanFactory, String name) {
		return (AbstractBeanDefinition) beanFactory.getBeanDefinition(name);
	}

}
