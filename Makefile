MAKEFLAGS += --no-print-directory
MAVEN = build/mvn -B -ntp -T 2
OPENAPI = server/src/test/openapi
# The longest to test first, so that none of them is left alone at the end.
MODULES = cli engine lab server $(filter-out cli engine lab server,$(shell sed -n 's/.*<module>\(.*\)<.*/\1/p' pom.xml))

# The classes of tests that speak to a server by Client.
CONTRACT = WalkTest,RefusalTest,BadInputTest,BadPathTest,BidListTest,IdempotencyKeyTest,KeptAnswersTest,LostAnswersTest,ManyAcceptancesTest,EventStreamTest,EntityTagTest,OpenApi*Test

.DEFAULT_GOAL := help
.PHONY: help verify compiled tested $(MODULES:%=tests-of-%) smoke bench bench-quick memory advise campaign survive contract openapi format clean

help: ## list the targets
	@awk -F ': *## *' '/^[a-z-]+:.*##/ { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

verify: ## everything that CI runs: format, static checks, all tests
	@$(MAKE) -j 2 compiled smoke
	@$(MAKE) -j 2 --output-sync=target tested

compiled:
	@$(MAVEN) -DskipTests spotless:check package

tested: $(MODULES:%=tests-of-%)

$(MODULES:%=tests-of-%): tests-of-%:
	@echo "testing $*"
	@build/mvn -B -ntp -pl $* -am -Dtests.of=$* -Dcompiled test-compile surefire:test antrun:run@no-skipped-tests

smoke: ## build and run the command line as a stranger would
	@./stockade --version

bench: ## measure everything within 45 minutes, into bench.json and bench.html; SEED=N repeats one
	@./stockade bench --json --html bench.html $(if $(SEED),--seed $(SEED)) > bench.json

advise: ## say which strategy to use for how many callers here, in about 7 minutes
	@./stockade advise $(if $(SEED),--seed $(SEED))

bench-quick: ## measure eight parties within 6 minutes
	@./stockade bench --quick $(if $(SEED),--seed $(SEED))

memory: ## measure every strategy with 1,000 callers and with 10,000 in a JVM of 256 MB
	@STOCKADE_JAVA_OPTS="-Xmx256m -XX:+ExitOnOutOfMemoryError" ./stockade advise --callers 1000,10000

campaign: ## break everything for a quarter of an hour, and judge; SEED=N repeats one
	@./stockade campaign --servers 2 --seconds 600 $(if $(SEED),--seed $(SEED))
	@./stockade campaign --embedded --seconds 300 $(if $(SEED),--seed $(SEED))

survive: ## kill, cut and end under load, 100 and 20 times each, and judge; STRATEGY=NAME takes one
	@./stockade campaign --embedded --only kill-serve,kill-postgres --strikes 100 $(if $(STRATEGY),--strategy $(STRATEGY))
	@./stockade campaign --servers 2 --only cut-commit,cut-and-away --strikes 100 $(if $(STRATEGY),--strategy $(STRATEGY))
	@./stockade campaign --embedded --only sigterm --strikes 20 $(if $(STRATEGY),--strategy $(STRATEGY))

contract: ## run the tests of the API with Prism, from npm, between client and server
	@cd $(OPENAPI) && npm install --no-audit --no-fund --silent
	@STOCKADE_PRISM=$(CURDIR)/$(OPENAPI)/node_modules/@stoplight/prism-cli/dist/index.js $(MAVEN) -pl server -am \
	  -Dtests.of=server -Dtest='$(CONTRACT)' integration-test

openapi: ## lint the description of the API by Spectral and Redocly, which come from npm
	@cd $(OPENAPI) && npm install --no-audit --no-fund --silent
	@cd $(OPENAPI) && npx spectral lint --fail-severity hint --ruleset spectral.yaml ../../main/resources/openapi.yaml
	@cd $(OPENAPI) && REDOCLY_TELEMETRY=off npx redocly lint ../../main/resources/openapi.yaml

format: ## rewrite the sources in the house format
	@$(MAVEN) -q spotless:apply

clean: ## delete what was built
	@$(MAVEN) -q clean
