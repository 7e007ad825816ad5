MAKEFLAGS += --no-print-directory
MAVEN = build/mvn -B -ntp

.DEFAULT_GOAL := help
.PHONY: help verify test smoke campaign survive format clean

help: ## list the targets
	@awk -F ': *## *' '/^[a-z-]+:.*##/ { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

verify: ## everything that CI runs: format, static checks, all tests
	@$(MAVEN) spotless:check verify
	@$(MAKE) smoke

test: ## compile and test, without the check of the format
	@$(MAVEN) integration-test

smoke: ## build and run the command line as a stranger would
	@./stockade --version

campaign: ## break everything for a quarter of an hour, and judge; SEED=N repeats one
	@./stockade campaign --servers 2 --seconds 600 $(if $(SEED),--seed $(SEED))
	@./stockade campaign --embedded --seconds 300 $(if $(SEED),--seed $(SEED))

survive: ## kill, cut and end under load, 100 and 20 times each, and judge; STRATEGY=NAME takes one
	@./stockade campaign --embedded --only kill-serve,kill-postgres --strikes 100 $(if $(STRATEGY),--strategy $(STRATEGY))
	@./stockade campaign --servers 2 --only cut-commit,cut-and-away --strikes 100 $(if $(STRATEGY),--strategy $(STRATEGY))
	@./stockade campaign --embedded --only sigterm --strikes 20 $(if $(STRATEGY),--strategy $(STRATEGY))

format: ## rewrite the sources in the house format
	@$(MAVEN) -q spotless:apply

clean: ## delete what was built
	@$(MAVEN) -q clean
