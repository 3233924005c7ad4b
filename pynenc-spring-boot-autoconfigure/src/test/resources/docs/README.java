@Service
class Counter {

	@DistributedTask
	public int count(String word) {
		return word.length();
	}

}
