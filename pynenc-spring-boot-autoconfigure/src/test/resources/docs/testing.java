interface Archive {

	void store(String period, String report) throws IOException;

	boolean contains(String period);

	void remove(String period);

}

class ArchiveInMemory implements Archive {

	@Override
	public void store(String period, String report) {
	}

	@Override
	public boolean contains(String period) {
		return true;
	}

	@Override
	public void remove(String period) {
	}

}

abstract class YearService {

	abstract String firstHalf(int year) throws IOException;

}
