# A menu, nothing more: each line runs one script of services/dev. `make` alone prints it.

.DEFAULT_GOAL := help
.PHONY: help run test check bench data format lock openapi clean

help: ## show this menu
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## install what is needed and serve http://localhost:8000 (PORT=9000 make run picks another port)
	@services/dev/run.sh

check: ## lint, types and unit tests: the fast part, before every commit
	@services/dev/check.sh

test: ## everything: check, then PostgreSQL, Redis and a real browser
	@services/dev/test.sh

bench: ## measure the page in Chromium, and the match on SQLite and PostgreSQL
	@services/dev/bench.sh

data: ## build the gazetteer's data file and the maps from the pinned sources
	@services/dev/data.sh

format: ## let ruff and eslint mend what they can
	@services/dev/format.sh

lock: ## compile services/web/requirements/*.in into the lock files
	@services/dev/lock.sh

openapi: ## write the frontend's payload types from the API's own description
	@services/dev/openapi.sh

clean: ## remove what was built and installed inside the checkout; the database too
	@services/dev/clean.sh
