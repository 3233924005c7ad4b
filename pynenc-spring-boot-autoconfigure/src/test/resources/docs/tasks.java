class Given {

	TaskRegistry taskRegistry;

}
