# A menu, nothing more: each line runs one script of scripts. `make` alone prints it.

.DEFAULT_GOAL := help
.PHONY: help run test check test-stack drills up down logs logs-report ps shell secrets release push ship deploy rollback releases \
  backup backups restore check-alerts operator bench seed-plays data format lock openapi clean

help: ## show this menu
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: ## install what is needed and serve http://localhost:8000 (PORT=9000 make run picks another port)
	@scripts/dev/run.sh

check: ## lint, types and unit tests: the fast part, before every commit
	@scripts/dev/check.sh

test: ## everything: check, then PostgreSQL, Redis, a real browser, and the stack
	@scripts/dev/test.sh

test-stack: ## the stack on a real Docker engine: build, start, break, measure
	@scripts/dev/test_stack.sh

drills: ## the long forms of the stack's tests: full counts, long outages, every fault
	@scripts/dev/drills.sh

up: ## build and start the stack at http://localhost:8080 (ENV=staging: beside it; TAG=v1.2.0: that version)
	@scripts/stack/up.sh

down: ## stop the stack; its data stays
	@scripts/stack/stack.sh down

logs: ## follow the stack's logs (SERVICE=web: one of them)
	@scripts/stack/stack.sh logs

logs-report: ## the last day of the access logs as a table
	@scripts/stack/stack.sh logs-report

ps: ## the stack's containers and their health
	@scripts/stack/stack.sh ps

shell: ## a shell in the web container (SERVICE=postgres: in another)
	@scripts/stack/stack.sh shell

secrets: ## make the secrets and the .env that production needs; what is there is kept
	@scripts/stack/secrets.sh

release: ## build the images of TAG=v1.4.0 from a clean checkout, and see that they answer
	@scripts/release/build_images.sh

push: ## send them to the registry that REGISTRY names
	@scripts/release/push_images.sh

ship: ## send what the server HOST=root@… lacks of them, over SSH
	@scripts/release/ship_images.sh

deploy: ## on the server, TAG=v1.4.0 beside the version that serves, then in its place: no request is lost
	@scripts/release/deploy.sh

rollback: ## on the server, the version before again (TAG=v1.2.0: another of the last five)
	@scripts/release/rollback.sh

releases: ## which versions were deployed here: tag, time, who, result
	@scripts/release/list_releases.sh

backup: ## take a backup now, verify it, store it in the bucket (KIND=release: before a new version)
	@scripts/stack/stack.sh backup

backups: ## the bucket's backups: time, size, rows, verified, release
	@scripts/stack/stack.sh backups

restore: ## make the database what it was: BACKUP=latest or a name of `make backups` (IDENTITY=file: if encrypted)
	@scripts/stack/restore.sh

check-alerts: ## send a test SMS, and say what is wrong now
	@scripts/stack/stack.sh check-alerts

operator: ## make NAME's account for /dashboard/, or set its password (TOTP=1: with one-time codes; REMOVE=1: delete it)
	@scripts/stack/operator_account.sh

bench: ## measure the page in Chromium, the match on SQLite and PostgreSQL, and saves among 100,000 plays
	@scripts/dev/bench.sh

seed-plays: ## fill the database with made-up plays, spread as real ones are (N=100000; SEED=1: the same again)
	@scripts/dev/seed_plays.sh

data: ## build the gazetteer's data file and the maps from the pinned sources
	@scripts/dev/build_gazetteer.sh

format: ## let ruff and eslint mend what they can
	@scripts/dev/format.sh

lock: ## compile every requirements .in file into its lock file
	@scripts/dev/lock_requirements.sh

openapi: ## write the frontend's payload types from the API's own description
	@scripts/dev/generate_api_types.sh

clean: ## remove what was built and installed inside the checkout; the database too
	@scripts/dev/clean.sh
