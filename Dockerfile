# One image per service: docker build --build-arg SERVICE=ingest-service .
# Build the jars first: mvn -Dmaven.test.skip=true package
FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /app migration && install -d -o migration /app/data /secrets
WORKDIR /app
# What changes least comes first: a new build of a service adds a layer with the classes of this project alone.
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
# An instance is named like its container, so that those scaled out differ and one that starts again is the same one.
ENV CRM_KAFKA_INSTANCE=\${HOSTNAME} SERVER_PORT=8080 JDK_JAVA_OPTIONS=-Xmx512m
USER 10001
VOLUME /app/data
EXPOSE 8080
# The base image has no HTTP client; bash speaks enough of it.
HEALTHCHECK --interval=5s --timeout=3s --start-period=3m \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "service.jar"]
