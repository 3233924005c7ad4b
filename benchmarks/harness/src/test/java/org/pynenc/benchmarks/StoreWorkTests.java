package org.pynenc.benchmarks;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoreWorkTests {

	@Test
	void onlyWhatWasDoneSinceCounts() {
		StoreWork before = new StoreWork(1.5, 10, 100, 1000, Map.of("get", 5.0, "set", 1.0));
		StoreWork after = new StoreWork(2.0, 15, 130, 1600, Map.of("get", 5.0, "set", 4.0, "del", 2.0));
		assertThat(after.since(before)).isEqualTo(new StoreWork(0.5, 5, 30, 600, Map.of("set", 3.0, "del", 2.0)));
	}

	@Test
	void redisTellsHowOftenEachCommandWasCalled() {
		String stats = "# Commandstats\r\ncmdstat_hset:calls=42,usec=10,usec_per_call=0.24\r\n"
				+ "cmdstat_config|get:calls=3,usec=1,usec_per_call=0.33\r\n";
		assertThat(RedisStore.calls(stats)).isEqualTo(Map.of("hset", 42.0, "config|get", 3.0));
	}

	@Test
	void aFieldIsFoundByItsWholeName() {
		String info = "# Memory\r\nused_memory_rss:9\r\nused_memory:5\r\n";
		assertThat(RedisStore.value(info, "used_memory")).isEqualTo("5");
	}

	@Test
	void theMachineIsBusyWithoutIdleAndWaiting() {
		assertThat(Machine.busySeconds("cpu  100 200 300 99999 88888 40 50 60 0 0")).isEqualTo(7.5);
	}

}
