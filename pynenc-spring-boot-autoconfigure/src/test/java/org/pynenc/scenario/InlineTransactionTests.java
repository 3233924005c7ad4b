package org.pynenc.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pynenc.DistributedInvocation;
import org.pynenc.DistributedTask;
import org.pynenc.InvocationStatus;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.SmartTransactionObject;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An inline body sees its caller's transaction, as any called method would.
 */
class InlineTransactionTests {

	private final ApplicationContextRunner inline = Engines.engine(Bank.class).withPropertyValues("pynenc.mode=inline");

	@Test
	void aBodysOwnTransactionEndsWithIt() {
		this.inline.run((context) -> {
			assertThat(context.getBean(Account.class).joining()).isEqualTo("account.joining");
			assertThat(context.getBean(Log.class).lines).containsExactly("begin account.joining", "commit");
		});
	}

	@Test
	void aBodyJoinsItsCallersTransactionAndIsRolledBackWithIt() {
		this.inline.run((context) -> {
			String seen = transaction(context.getBean(PlatformTransactionManager.class)).execute((status) -> {
				status.setRollbackOnly();
				return context.getBean(Account.class).joining();
			});
			assertThat(seen).isEqualTo("caller");
			assertThat(context.getBean(Log.class).lines).containsExactly("begin caller", "rollback");
		});
	}

	@Test
	void aBodyThatWantsATransactionOfItsOwnGetsOne() {
		this.inline.run((context) -> {
			String seen = transaction(context.getBean(PlatformTransactionManager.class))
				.execute((status) -> context.getBean(Account.class).apart());
			assertThat(seen).isEqualTo("account.apart");
			assertThat(context.getBean(Log.class).lines).containsExactly("begin caller", "suspend",
					"begin account.apart", "commit", "resume", "commit");
		});
	}

	@Test
	void aFailureInTheCallersTransactionKeepsItFromCommitting() {
		this.inline.run((context) -> {
			TransactionTemplate transaction = transaction(context.getBean(PlatformTransactionManager.class));
			assertThatExceptionOfType(UnexpectedRollbackException.class)
				.isThrownBy(() -> transaction.execute((status) -> {
					DistributedInvocation<String> failed = context.getBean(Account.class).failing();
					assertThat(failed.status()).isEqualTo(InvocationStatus.FAILED);
					return null;
				}));
			assertThat(context.getBean(Log.class).lines).containsExactly("begin caller", "rollback");
		});
	}

	private static TransactionTemplate transaction(PlatformTransactionManager manager) {
		TransactionTemplate transaction = new TransactionTemplate(manager);
		transaction.setName("caller");
		return transaction;
	}

	static class Account {

		@DistributedTask
		@Transactional
		public String joining() {
			return current();
		}

		@DistributedTask
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public String apart() {
			return current();
		}

		@DistributedTask
		@Transactional
		public DistributedInvocation<String> failing() {
			throw new IllegalStateException("No money");
		}

		private static String current() {
			return shortName(TransactionSynchronizationManager.getCurrentTransactionName());
		}

	}

	/**
	 * The name that Spring gives a transaction is that of class and method.
	 */
	private static String shortName(String name) {
		return name.contains(".") ? "account" + name.substring(name.lastIndexOf('.')) : name;
	}

	/**
	 * Transactions of nothing, written down.
	 */
	static class Log extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		final transient List<String> lines = new CopyOnWriteArrayList<>();

		private final transient ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

		@Override
		protected Object doGetTransaction() {
			Transaction open = this.current.get();
			return (open != null) ? open : new Transaction();
		}

		@Override
		protected boolean isExistingTransaction(Object transaction) {
			return this.current.get() == transaction;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.current.set((Transaction) transaction);
			this.lines.add("begin " + shortName(definition.getName()));
		}

		@Override
		protected Object doSuspend(Object transaction) {
			this.current.remove();
			this.lines.add("suspend");
			return transaction;
		}

		@Override
		protected void doResume(@Nullable Object transaction, Object suspended) {
			this.current.set((Transaction) suspended);
			this.lines.add("resume");
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.lines.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.lines.add("rollback");
		}

		@Override
		protected void doSetRollbackOnly(DefaultTransactionStatus status) {
			((Transaction) status.getTransaction()).rollbackOnly = true;
		}

		@Override
		protected void doCleanupAfterCompletion(Object transaction) {
			this.current.remove();
		}

		private static final class Transaction implements SmartTransactionObject {

			private boolean rollbackOnly;

			@Override
			public boolean isRollbackOnly() {
				return this.rollbackOnly;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Bank {

		@Bean
		Log transactionManager() {
			return new Log();
		}

		@Bean
		Account account() {
			return new Account();
		}

	}

}
