"""The body of a client error report. Plain pydantic models, like the bodies of plays (plays/schemas.py says why)."""

from typing import Annotated

from pydantic import BaseModel, Field

MAX_BODY_BYTES = 8 * 1024  # nginx refuses more; the view checks too, for sites without nginx
# Lengths in characters
MAX_MESSAGE_LENGTH = 1000
MAX_STACK_LENGTH = 6000
MAX_URL_LENGTH = 2000
MAX_RELEASE_LENGTH = 100

Text = Annotated[str, Field(strict=True)]


class ClientErrorReport(BaseModel):
    """An error that a page met."""

    message: Annotated[Text, Field(min_length=1, max_length=MAX_MESSAGE_LENGTH, examples=["TypeError: x is undefined"])]
    stack: Annotated[Text, Field(max_length=MAX_STACK_LENGTH, description="As the browser writes it")] = ""
    url: Annotated[Text, Field(max_length=MAX_URL_LENGTH, description="Of the page; only its path is kept")] = ""
    release: Annotated[Text, Field(max_length=MAX_RELEASE_LENGTH, description="Which the page is of")] = ""
