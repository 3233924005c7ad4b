package org.pynenc.benchmarks;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SamplesTests {

	@Test
	void theMedianIsInTheMiddle() {
		assertThat(Samples.median(new double[] { 9, 1, 5 })).isEqualTo(5);
	}

	@Test
	void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
		assertThat(Samples.median(new double[] { 9, 1, 5, 6 })).isEqualTo(5.5);
	}

	@Test
	void aPercentileIsAFigureThatWasMeasured() {
		double[] figures = IntStream.rangeClosed(1, 500).mapToDouble((i) -> 501 - i).toArray();
		assertThat(Samples.percentile(figures, 50)).isEqualTo(250);
		assertThat(Samples.percentile(figures, 95)).isEqualTo(475);
		assertThat(Samples.percentile(figures, 99)).isEqualTo(495);
		assertThat(Samples.percentile(new double[] { 7 }, 99)).isEqualTo(7);
	}

	@Test
	void nothingHasNoMedian() {
		assertThatIllegalArgumentException().isThrownBy(() -> Samples.median(new double[0]));
	}

}
