using Xunit.Abstractions;
using Xunit.Sdk;

namespace PSOptimize.PowerShell.Tests.Pester;

/// <summary>A Pester file as a test with many results.</summary>
public sealed class PesterTestCase : XunitTestCase
{
    /// <summary>For deserialisation, which then sets the properties.</summary>
    [Obsolete("Only xunit calls it.", error: true)]
    public PesterTestCase()
    {
    }

    /// <summary>The test of a file, which is the only argument.</summary>
    public PesterTestCase(
        IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, object[] arguments)
        : base(diagnostics, display, options, method, arguments)
    {
    }

    /// <inheritdoc/>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new Runner(this, messageBus, aggregator, cancellationTokenSource).RunAsync();

    private sealed class Runner(
        PesterTestCase testCase, IMessageBus bus, ExceptionAggregator aggregator, CancellationTokenSource cancellation)
        : TestCaseRunner<PesterTestCase>(testCase, bus, aggregator, cancellation)
    {
        protected override Task<RunSummary> RunTestAsync()
        {
            var (summary, file) = (new RunSummary(), (string)TestCase.TestMethodArguments[0]);
            foreach (var result in PesterFile.Run(file))
            {
                var (test, seconds) = (new XunitTest(TestCase, $"{file}: {result.Name}"), (decimal)result.Seconds);
                Send(new TestStarting(test));
                Send(result.Result switch
                {
                    "Passed" => new TestPassed(test, seconds, ""),
                    "Skipped" => new TestSkipped(test, result.Message),
                    _ => new TestFailed(test, seconds, "", [result.Result], [result.Message], [""], [-1]),
                });
                Send(new TestFinished(test, seconds, ""));
                summary.Aggregate(new RunSummary
                {
                    Total = 1,
                    Failed = result.Result is "Passed" or "Skipped" ? 0 : 1,
                    Skipped = result.Result == "Skipped" ? 1 : 0,
                    Time = seconds,
                });
            }
            return Task.FromResult(summary);
        }

        private void Send(IMessageSinkMessage message)
        {
            if (!MessageBus.QueueMessage(message)) CancellationTokenSource.Cancel();
        }
    }
}
