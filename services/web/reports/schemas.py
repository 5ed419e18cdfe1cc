"""What a page tells of an error. Checked by pydantic alone, as the plays' bodies are."""

from typing import Annotated

from pydantic import BaseModel, Field

LARGEST_BODY = 8 * 1024  # bytes: nginx refuses more, and so does the view where there is no nginx
LONGEST_MESSAGE = 1000  # characters
LONGEST_STACK = 6000
LONGEST_URL = 2000
LONGEST_RELEASE = 100

Words = Annotated[str, Field(strict=True)]


class SentError(BaseModel):
    """An error that a page met."""

    message: Annotated[Words, Field(min_length=1, max_length=LONGEST_MESSAGE, examples=["TypeError: x is undefined"])]
    stack: Annotated[Words, Field(max_length=LONGEST_STACK, description="As the browser writes it")] = ""
    url: Annotated[Words, Field(max_length=LONGEST_URL, description="Of the page; only its path is kept")] = ""
    release: Annotated[Words, Field(max_length=LONGEST_RELEASE, description="Which the page is of")] = ""
