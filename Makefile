# A menu without logic: each target runs one script. `make` alone prints the menu.

.DEFAULT_GOAL := help
.PHONY: help run test check test-stack drills up down logs logs-report ps shell secrets release sbom push ship deploy rollback releases \
  backup backups restore upgrade-postgres plays check-alerts bans unban rotate tls doctor operator bench seed-plays data format lock audit openapi clean

help: ## show this menu
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: ## install what is needed and serve http://localhost:8000 (PORT=9000: another port)
	@scripts/dev/run.sh

check: ## lint, types and fast unit tests: before every commit
	@scripts/dev/check.sh

test: ## all tests: those of check, then on PostgreSQL, Redis, a real browser and the stack
	@scripts/dev/test.sh

test-stack: ## test the stack on a real Docker engine: build, start, break, measure
	@scripts/dev/test_stack.sh

drills: ## run the long forms of the stack's tests: full counts, long outages, every fault
	@scripts/dev/test_stack.sh --drills

up: ## start the stack at http://localhost:8080 (ENV=staging: a second stack; TAG=v1.2.0: that version; BUILD=1: build it)
	@scripts/stack/up.sh

down: ## stop the stack; its data stays
	@scripts/stack/stack.sh down

logs: ## follow the stack's logs (SERVICE=web: those of one service)
	@scripts/stack/stack.sh logs

logs-report: ## show the last day of the access logs as a table
	@scripts/stack/stack.sh logs-report

ps: ## list the stack's containers and their health
	@scripts/stack/stack.sh ps

shell: ## open a shell in the web container (SERVICE=postgres: in another one)
	@scripts/stack/stack.sh shell

secrets: ## create the secrets and the .env that production needs; existing files are kept
	@scripts/stack/secrets.sh

release: ## build the images of TAG=v1.4.0 from a clean checkout, start them and check their answers
	@scripts/release/build_and_smoke_test.sh

sbom: ## write the list of all packages in the images of TAG=v1.4.0 (CycloneDX); `make release` does it too
	@scripts/release/write_sbom.sh

push: ## send the images of TAG=v1.4.0 to the registry that REGISTRY names
	@scripts/release/push_images.sh

ship: ## send the images of TAG=v1.4.0 to HOST=toponaut@… over SSH, without layers that the server has
	@scripts/release/ship_images.sh

deploy: ## on the server: replace the version that serves by TAG=v1.4.0 without losing a request
	@scripts/release/deploy.sh

rollback: ## on the server: return to the version before (TAG=v1.2.0: another of the last five)
	@scripts/release/rollback.sh

releases: ## list the versions that were deployed here: tag, time, who, result; and which one serves
	@scripts/release/list_releases.sh

backup: ## take a backup now, verify it and store it in the bucket (KIND=release: before a new version)
	@scripts/stack/stack.sh backup

backups: ## list the bucket's backups: time, size, rows, verified, release
	@scripts/stack/stack.sh backups

restore: ## set the database back to BACKUP=latest, or to a name that `make backups` shows (IDENTITY=file: if encrypted)
	@scripts/stack/restore_backup.sh

plays: ## list the largest and the newest saved plays by network (DELETE='id or network …': delete; EXPIRE=1: old ones)
	@scripts/stack/stack.sh plays

check-alerts: ## list what is wrong now, and send a test by each channel for alerts
	@scripts/stack/stack.sh check-alerts

bans: ## list the networks that are banned, why, and until when
	@scripts/stack/stack.sh bans

unban: ## let IP=203.0.113.7 in again (IP=all: everybody)
	@scripts/stack/stack.sh unban

doctor: ## on the server: say what is not as it should be, and the command that mends it
	@scripts/host/doctor.sh

rotate: ## replace SECRET=postgres_password while the site runs (or backup_password, secret_key, s3_keys, status_keys, twilio_token, …)
	@scripts/stack/rotate_secret.sh

tls: ## on the server: HTTPS for DOMAIN=toponaut.example (several: with commas), with a certificate that renews itself
	@scripts/stack/tls.sh

upgrade-postgres: ## on the server: copy the database into the PostgreSQL version of TAG=v2.0.0, before its deploy
	@scripts/release/upgrade_postgres.sh

operator: ## create NAME's account for /dashboard/, or set its password (TOTP=1: one-time codes; LOCK=1, UNLOCK=1, REMOVE=1; without NAME: LIST=1, UNLOCK=1)
	@scripts/stack/operator_account.sh

bench: ## measure the page in Chromium, matches on SQLite and PostgreSQL, and saving among 100,000 plays
	@scripts/dev/bench.sh

seed-plays: ## add N=100000 made-up plays, distributed like real ones (SEED=1: the same ones each time)
	@scripts/dev/seed_plays.sh

data: ## build the gazetteer's data file and the maps from the pinned sources
	@scripts/dev/build_gazetteer.sh

format: ## let ruff and eslint fix what they can
	@scripts/dev/format.sh

lock: ## compile every requirements .in file into its lock file
	@scripts/dev/lock_requirements.sh

audit: ## list the known vulnerabilities of the locked Python and Node packages; fails nothing
	@scripts/dev/audit.sh

openapi: ## generate the frontend's payload types from the API's OpenAPI document
	@scripts/dev/generate_api_types.sh

clean: ## remove what was built and installed inside the checkout, and the development database
	@scripts/dev/clean.sh
