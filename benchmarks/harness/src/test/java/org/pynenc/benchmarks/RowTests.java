package org.pynenc.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RowTests {

	@Test
	void isReadAsItWasWritten() {
		Row row = new Row("floor", "W1", "one thread", "rate", 2, 6500.125, "/s");
		assertThat(row.toCsv()).isEqualTo("floor,W1,one thread,rate,2,6500.125,/s");
		assertThat(Row.ofCsv(row.toCsv())).isEqualTo(row);
		assertThat(Row.HEADER.split(",")).hasSameSizeAs(row.toCsv().split(","));
	}

	@Test
	void whatCannotBeDoneIsNoZero() {
		Row row = Row.ofCsv(new Row("rqueue", "W1", "batch", "rate", 1, Double.NaN, "no batch API").toCsv());
		assertThat(row.isAbsent()).isTrue();
		assertThat(row.unit()).isEqualTo("no batch API");
	}

	@Test
	void aLineOfOtherColumnsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Row.ofCsv("a,b,c"));
	}

}
