package dev.stockade.server.http;

/// The request cannot be meant as it was sent; ends the reading of it.
public final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  BadRequest(Problem problem) {
    this(problem.detail(), problem.answer());
  }

  BadRequest(String message, Answer answer) {
    super(message, null, false, false);
    this.answer = answer;
  }

  public static BadRequest of(ProblemType type, String detail) {
    return new BadRequest(Problem.of(type, detail));
  }

  Answer answer() {
    return answer;
  }
}
