"""The shape of every error of the API, for its OpenAPI document and the frontend's types. errors.py writes them."""

from ninja import Schema


class Problem(Schema):
    code: str
    message: str


class ErrorAnswer(Schema):
    error: Problem


# What config.foreign_requests answers to a change that it refuses. Every operation that is not a GET can.
REFUSED_CHANGE = {403: ErrorAnswer, 415: ErrorAnswer}
