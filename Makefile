MAKEFLAGS += --no-print-directory
MAVEN = build/mvn -B -ntp

.DEFAULT_GOAL := help
.PHONY: help verify test smoke campaign format clean

help: ## list the targets
	@awk -F ': *## *' '/^[a-z-]+:.*##/ { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

verify: ## everything that CI runs: format, static checks, all tests
	@$(MAVEN) -q spotless:check
	@$(MAVEN) verify
	@$(MAKE) smoke

test: ## compile and test, without the check of the format
	@$(MAVEN) test

smoke: ## build and run the command line as a stranger would
	@./stockade --version

campaign: ## break everything for a quarter of an hour, and judge; SEED=N repeats one
	@./stockade campaign --servers 2 --seconds 600 $(if $(SEED),--seed $(SEED))
	@./stockade campaign --embedded --seconds 300 $(if $(SEED),--seed $(SEED))

format: ## rewrite the sources in the house format
	@$(MAVEN) -q spotless:apply

clean: ## delete what was built
	@$(MAVEN) -q clean
