class Given {

	DistributedInvocation<String> invocation;

	void store(String file) {
	}

}
