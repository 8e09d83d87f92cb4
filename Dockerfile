# One image per service: docker build --build-arg SERVICE=ingest-service .
# Build the jars first: mvn -Dmaven.test.skip=true package
FROM eclipse-temurin:25-jre
ARG SERVICE
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar /app/service.jar
WORKDIR /app
RUN useradd --system --home-dir /app migration && mkdir /app/data && chown migration /app/data
USER migration
VOLUME /app/data
ENTRYPOINT ["java", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/service.jar"]
