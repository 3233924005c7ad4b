interface PaymentGateway {

	String charge(String idempotencyKey, String card, BigDecimal amount);

}

@Component
class NotingGateway implements PaymentGateway {

	@Override
	public String charge(String idempotencyKey, String card, BigDecimal amount) {
		return "receipt for " + idempotencyKey;
	}

}

class CardDeclinedException extends RuntimeException {

}
