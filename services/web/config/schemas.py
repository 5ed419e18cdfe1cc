"""The shape of every error of the API, for its OpenAPI document and the frontend's types. errors.py writes them."""

from ninja import Schema


class Problem(Schema):
    code: str
    message: str


class ErrorAnswer(Schema):
    error: Problem


# The responses with which config.foreign_requests refuses a change. Every operation except GET lists them.
REFUSED_CHANGE = {403: ErrorAnswer, 415: ErrorAnswer}
