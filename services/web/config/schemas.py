"""The shape of every error of the API, for its OpenAPI document and the frontend's types. errors.py writes them."""

from ninja import Schema


class Problem(Schema):
    code: str
    message: str


class ErrorAnswer(Schema):
    error: Problem
