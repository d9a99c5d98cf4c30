using System.Management.Automation;
using System.Runtime.CompilerServices;
using PSOptimize.Binding;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.Runs.Sessions;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>Makes the steps of a method one at a time: it asks for evaluations, and a script, a rig or a person answers.</summary>
/// <remarks>
/// With -Method and -Start it begins a session, whose Request says which points to evaluate. Pipe the step back with -Value, and with
/// -Gradient if the request wants gradients, or with -Objective to have it evaluated, and the next one comes out. Steps are values: store
/// one, compare it with -eq, and continue from it as often as you like. What Export-Clixml or ConvertTo-Json made of a step, the text of
/// its Json property, and the file of -Path are accepted as well, in any session of PowerShell.
/// <para>
/// A request may be answered in parts: with -Index, with empty places in -Value, or by rows of the step's Table of which only some are
/// filled in; Open of the step has what is missing. Where nothing could be measured, -Failed says why; the point then counts as infinitely
/// bad. A step keeps History, Notes and dates. It is a run as well: ToRun() gives it to Get-Trajectory, Get-Evaluation and the pictures.
/// </para>
/// <para>
/// Not every step ends an iteration: the trials of a simplex and gradients that are gathered take several steps, and the iteration count
/// stays as it is until the last of them. A rule such as -MaxEvaluations or -TargetValue says when a session is finished; Outcome of the
/// step says why. Rules that are given later replace those before, and count from the beginning of the session.
/// </para>
/// </remarks>
/// <example>
/// Ten steps with the evaluations made by the script itself.
/// <code>
/// $step = Step-Optimizer Adam -Start 3 -LearningRate 0.5
/// foreach ($i in 1..10) {
///     $x = $step.Request.Points[0][0]
///     $step = $step | Step-Optimizer -Value ($x * $x) -Gradient (2 * $x)
/// }
/// $step
/// </code>
/// </example>
/// <example>
/// One step on an objective.
/// <code>
/// Step-Optimizer Momentum -Start 0.1, 3 -LearningRate 0.001 | Step-Optimizer -Objective Rosenbrock
/// </code>
/// </example>
/// <example>
/// A rig over several days: the session lives in a file, and its request is a table to fill in.
/// <code>
/// $step = Step-Optimizer NelderMead -Start 20, 1.5 -CoordinateName temperature, flow -MaxEvaluations 30 -Path rig.json
/// $step.Table | Export-Csv request.csv
/// # ... somebody measures, and fills in Value, or Error where nothing could be measured ...
/// $rows = Import-Csv request.csv
/// $rows[0].Value = 5.25
/// $rows[1].Error = 'the pump broke'
/// $rows | Step-Optimizer -Path rig.json -Note 'humid today'
/// </code>
/// </example>
/// <example>
/// Some points now, others later; then what has been measured so far.
/// <code>
/// $step = Step-Optimizer NelderMead -Start 1, 2
/// $step = $step | Step-Optimizer -Index 0, 2 -Value 5, 6.1
/// $step = $step | Step-Optimizer -Index 1 -Failed 'no signal'
/// $step.ToRun() | Get-Evaluation
/// </code>
/// </example>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso cref="NewOptimizerCommand"/>
/// <seealso cref="GetEvaluationCommand"/>
/// <seealso href="about_PSOptimize_Closed_Loops"/>
[Cmdlet(VerbsCommon.Step, "Optimizer", DefaultParameterSetName = TellSet)]
[OutputType(typeof(OptimizerStep))]
public sealed class StepOptimizerCommand : GuardedCommand, IDynamicParameters
{
    private const string StartSet = "Start";
    private const string TellSet = "Tell";
    private const string EvaluateSet = "Evaluate";
    private const string FileSet = "File";

    /// <summary>Objectives as the translation guard trusts them: each is compared with its block at its first step.</summary>
    private static readonly ConditionalWeakTable<Objective, Objective> Compared = [];

    private readonly DynamicParameters _hyperparameters = Hyperparameters.For(typeof(StepOptimizerCommand), fromColumns: false);
    private readonly List<object> _rows = [];

    /// <summary>The method: a name that Get-OptimizerMethod lists, or a method from New-Optimizer.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = StartSet)]
    [Methods(Single = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public MethodChoice Method { get; set; } = null!;

    /// <summary>
    /// The starting point: one number per coordinate, or numbers by the names of coordinates, as in [ordered] @{ a = 3; b = 0.04 }.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = StartSet)]
    [NamedPoints(Single = true)]
    [NoFiles]
    public PointChoice Start { get; set; } = null!;

    /// <summary>
    /// The names of the coordinates, which the columns of the step's Table then have; default those of -Start, else x0, x1, ....
    /// </summary>
    [Parameter(ParameterSetName = StartSet)]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    [PSDefaultValue(Help = "those of -Start, else x0, x1, ...")]
    public string[] CoordinateName { get; set => field = value ?? []; } = [];

    /// <summary>The seed of everything that the method draws, default 0.</summary>
    [Parameter(ParameterSetName = StartSet)]
    [NoFiles]
    public long Seed { get; set; }

    /// <summary>Seeks the largest value instead of the smallest.</summary>
    [Parameter(ParameterSetName = StartSet)]
    public SwitchParameter Maximize { get; set; }

    /// <summary>
    /// Keeps every point in a set: bounds as text, such as 0..1 for every coordinate or '0..2', '-1..1' one by one, or a Box, Simplex or
    /// Ball. Methods that need gradients take every set and project onto it; methods without gradients take bounds alone.
    /// </summary>
    [Parameter(ParameterSetName = StartSet)]
    [Set]
    [ArgumentCompleter(typeof(BoundsCompleter))]
    public Projection? Within { get; set; }

    /// <summary>The typical size of each coordinate, above 0, default none: the method works on x divided by it.</summary>
    [Parameter(ParameterSetName = StartSet)]
    [Points(Single = true)]
    [NoFiles]
    public Vector? Scale { get; set; }

    /// <summary>
    /// The file that the session is kept in: with -Method and -Start a new one; else the one that continues, which is written again with
    /// the next step.
    /// </summary>
    [Parameter(ParameterSetName = StartSet)]
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Begins a new session in a file that exists, and replaces the one in it.</summary>
    [Parameter(ParameterSetName = StartSet)]
    [Needs(nameof(Path))]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// A step from this cmdlet: the object itself, what Import-Clixml or ConvertFrom-Json made of it, the text of its Json property, or the
    /// file of its -Path, from Get-Item. Without an answer, a saved step is only restored.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TellSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EvaluateSet)]
    [NoFiles]
    public object Step { get; set; } = null!;

    /// <summary>
    /// The values at the points of the request, or at those of -Index, in order. A place that is $null, empty or NaN leaves its point open;
    /// words, as a file may have them, say why nothing could be measured.
    /// </summary>
    [Parameter(ParameterSetName = TellSet)]
    [Parameter(ParameterSetName = FileSet)]
    [AllowNull]
    [AllowEmptyCollection]
    [NoFiles]
    public object?[]? Value { get; set; }

    /// <summary>The gradients at the points of -Value, in order, if the request wants them.</summary>
    [Parameter(ParameterSetName = TellSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Points]
    [NoFiles]
    public Vector[] Gradient { get; set => field = value ?? []; } = [];

    /// <summary>Which points of the request -Value or -Failed answers, from 0; default all that are open.</summary>
    [Parameter(ParameterSetName = TellSet)]
    [Parameter(ParameterSetName = FileSet)]
    [NoFiles]
    [PSDefaultValue(Help = "all that are open")]
    public int[]? Index { get; set; }

    /// <summary>Why nothing could be measured at the points of -Index, or at all that are open: they count as infinitely bad.</summary>
    [Parameter(ParameterSetName = TellSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? Failed { get; set; }

    /// <summary>Rows of the step's Table, filled in, from the pipeline or a file; rows without Value and Error are left open.</summary>
    [Parameter(ParameterSetName = TellSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = FileSet)]
    [NoFiles]
    public object[] Answer { get; set => field = value ?? []; } = [];

    /// <summary>An objective that answers the request: from New-Objective, a script block, or a test problem or its name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EvaluateSet)]
    [Objectives]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public Objective[] Objective { get; set => field = value ?? []; } = [];

    /// <summary>A note that the step keeps with its date.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? Note { get; set; }

    /// <summary>The session is finished after N iterations, at least 0; default no limit.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    [NoFiles]
    public long? MaxIterations { get; set; }

    /// <summary>The session is finished as soon as N points have been answered, at least 1; default no limit.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long? MaxEvaluations { get; set; }

    /// <summary>
    /// The session is finished when the value is at most this number or, when maximising, at least this number; default no such rule.
    /// </summary>
    [Parameter]
    [NoFiles]
    public double? TargetValue { get; set; }

    /// <summary>The session is finished when the value changes by at most this number between iterates; default no such rule.</summary>
    [Parameter]
    [NoFiles]
    public double? ValueTolerance { get; set; }

    /// <summary>The session is finished when a step is at most this long; default no such rule.</summary>
    [Parameter]
    [NoFiles]
    public double? StepTolerance { get; set; }

    /// <summary>The session is finished when the norm of the gradient is at most this number; default no such rule.</summary>
    [Parameter]
    [NoFiles]
    public double? GradientTolerance { get; set; }

    /// <summary>The session is finished when the best value has not improved for N iterations, at least 1; default no such rule.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long? Patience { get; set; }

    /// <summary>The hyperparameters of all methods, for the first step.</summary>
    public object GetDynamicParameters() => _hyperparameters.Shown(this, Hyperparameters.Of([Method]));

    /// <inheritdoc/>
    private protected override void Begin() => ParameterRules.Demand(this);

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ParameterSetName != FileSet) Reporting(ParameterSetName == StartSet ? WriteFirst : () => WriteNext(Read(Step)));
        else _rows.AddRange(Answer);
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (ParameterSetName != FileSet) return;
        Answer = [.. _rows];
        Reporting(() =>
        {
            var path = FilePath.Of(this, Path!);
            // Whoever changes a session has it from reading to writing.
            using var held = IsChange && File.Exists(path) ? FileLock.Take(path, $"Another command is writing {path}: try again.") : null;
            WriteNext(ReadFile(path));
        });
    }

    private void Reporting(Action action)
    {
        try
        {
            action();
        }
        catch (CheckpointException error)
        {
            ThrowTerminatingError(StepErrors.Saved(error, Step ?? Path!));
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(Errors.BadArgument(error, Step ?? Start));
        }
        catch (ScriptException error)
        {
            ThrowTerminatingError(Errors.Evaluation(error, "The step was not made", Step));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(StepErrors.File(error, Path ?? $"{Step}"));
        }
    }

    private void WriteFirst()
    {
        if (Method.Method is not { } method)
        {
            ThrowTerminatingError(Errors.UnknownMethod(Method.Name));
            return;
        }
        var given = _hyperparameters.Given;
        foreach (var (name, _) in given)
            if (!Hyperparameters.Has(method, name)) ThrowTerminatingError(Errors.UnknownHyperparameter(name, [method]));
        method = Hyperparameters.Apply(method, given);
        var answeredElsewhere = Objectives.Objective.AnsweredElsewhere("the objective").WithMaximize(Maximize);
        string[] names = CoordinateName.Length > 0 ? CoordinateName : [.. Start.Names];
        if (names.Length > 0) answeredElsewhere = answeredElsewhere.WithCoordinateNames(names);
        var start = Start.For([answeredElsewhere]);
        if (Within is Box box && method.Needs == Information.Value && !box.Contains(start))
            ThrowTerminatingError(StepErrors.StartOutsideBounds(method, start, box));
        var path = Path is null ? "" : FilePath.Of(this, Path);
        if (!Force && File.Exists(path)) ThrowTerminatingError(StepErrors.FileExists(path));
        var problem = Problem.Of(answeredElsewhere).KeptWithin(Within).ScaledBy(Scale);
        var session = Session.Begin(problem, method, start, Key.FromSeed(Seed), DateTimeOffset.Now);
        Write(new OptimizerStep(session, path), session);
    }

    private void WriteNext(OptimizerStep step)
    {
        if (_hyperparameters.Given is [var (name, _), ..]) ThrowTerminatingError(StepErrors.HyperparameterLate(step, name));
        var session = StopGiven() is { } stop ? step.Session.WithStop(stop.RuleFor(step.Problem.Objective, step.Method)) : step.Session;
        if (ParameterSetName == EvaluateSet)
        {
            OptimizerStep? next = null;
            if (session.Outcome is not null) ThrowTerminatingError(StepErrors.Finished(step.With(session)));
            var objective = Compared.GetValue(Objective[0], given => new TranslationGuard(this).Trusted(given, session.Request.Points[0]));
            StrictScope.Run(this, objective, () => next = step.With(session).Answered(objective));
            Write(step, next!.Session);
            return;
        }
        if (!IsAnswer)
        {
            if (Index is not null) ThrowTerminatingError(StepErrors.IndexAlone(step));
            if (Gradient.Length > 0) ThrowTerminatingError(StepErrors.GradientAlone(step));
            var isRestored = ParameterSetName == FileSet || !ReferenceEquals(Step.Unwrap(), step);
            if (Note is not null || !ReferenceEquals(session, step.Session)) Write(step, session);
            else if (isRestored) WriteObject(step);
            else ThrowTerminatingError(StepErrors.Unanswered(step));
            return;
        }
        if (session.Outcome is not null) ThrowTerminatingError(StepErrors.Finished(step.With(session)));
        Write(step, session.Tell([.. Answers(step)]));
    }

    /// <summary>Whether answers were given.</summary>
    private bool IsAnswer => MyInvocation.BoundParameters.ContainsKey(nameof(Value)) || Failed is not null || Answer.Length > 0;

    /// <summary>Whether the session changes.</summary>
    private bool IsChange => IsAnswer || Note is not null || StopGiven() is not null;

    /// <summary>The answers that were given in one of the three ways.</summary>
    private IEnumerable<SessionAnswer> Answers(OptimizerStep step)
    {
        bool[] ways = [MyInvocation.BoundParameters.ContainsKey(nameof(Value)), Failed is not null, Answer.Length > 0];
        if (ways.Count(given => given) > 1) ThrowTerminatingError(StepErrors.TwoAnswers(step));
        var now = DateTimeOffset.Now;
        if (Answer.Length > 0)
        {
            if (Index is not null) ThrowTerminatingError(StepErrors.IndexAlone(step));
            return StepTable.Answers(step, Answer, now);
        }
        if (Failed is not null) return (Index ?? step.Open).Select(index => SessionAnswer.Failed(index, Failed, now));
        return Values(step, now);
    }

    private IEnumerable<SessionAnswer> Values(OptimizerStep step, DateTimeOffset now)
    {
        if (Value is not { Length: > 0 } values || Array.TrueForAll(values, value => $"{value}".Trim() is "" or "NaN"))
        {
            ThrowTerminatingError(StepErrors.ValueMissing(step));
            return [];
        }
        var points = step.Request.Points.Count;
        var places = Index ?? (values.Length == points ? [.. Enumerable.Range(0, points)] : step.Open);
        if (values.Length != places.Length) ThrowTerminatingError(StepErrors.ValueCount(step, places.Length, values.Length));
        if (Array.Find(places, index => index < 0 || index >= points) is not 0 and var wrong)
            throw new ArgumentException($"-Index has {wrong}: the request has {points} points, whose indexes begin at 0.");
        var wantsGradient = StepTable.Wants(step, Information.Gradient);
        if (wantsGradient && Gradient.Length != values.Length)
            ThrowTerminatingError(StepErrors.GradientCount(step, values.Length, Gradient.Length));
        if (!wantsGradient && Gradient.Length > 0) ThrowTerminatingError(StepErrors.GradientUnwanted(step));
        return places.Select((index, i) => StepTable.Answer(step, index, values[i], wantsGradient ? Gradient[i] : null, now))
            .OfType<SessionAnswer>();
    }

    /// <summary>Writes a step, into its file as well if it has one.</summary>
    private void Write(OptimizerStep before, Session session)
    {
        if (Note is not null) session = session.WithNote(Note, DateTimeOffset.Now);
        if (ParameterSetName == StartSet && StopGiven() is { } stop)
            session = session.WithStop(stop.RuleFor(session.Problem.Objective, session.Method));
        var step = before.With(session);
        if (step.Path.Length > 0) WholeFile.Write(step.Path, step.Json + "\n");
        WriteObject(step);
    }

    /// <summary>The rules that were given; null if there are none.</summary>
    private StopSettings? StopGiven()
    {
        var given = new StopSettings
        {
            MaxIterations = MaxIterations,
            MaxEvaluations = MaxEvaluations,
            TargetValue = TargetValue,
            ValueTolerance = ValueTolerance,
            StepTolerance = StepTolerance,
            GradientTolerance = GradientTolerance,
            Patience = Patience,
        };
        return given == new StopSettings() ? null : given;
    }

    private OptimizerStep ReadFile(string path)
    {
        if (!File.Exists(path)) ThrowTerminatingError(StepErrors.FileMissing(path));
        return OptimizerStep.FromJson(TextFile.Read(path).TrimEnd()).At(path);
    }

    /// <summary>The step that an object is, or that its text or file describes.</summary>
    private OptimizerStep Read(object given) => given.Unwrap() switch
    {
        OptimizerStep step => step,
        FileInfo file => ReadFile(file.FullName),
        string text when text.TrimStart().StartsWith('{') => OptimizerStep.FromJson(text),
        string path => ReadFile(FilePath.Of(this, path)),
        _ when PSObject.AsPSObject(given).Properties[nameof(OptimizerStep.Json)]?.Value is { } json => OptimizerStep.FromJson($"{json}"),
        _ => throw new CheckpointException(CheckpointError.Foreign,
            $"A {given.Unwrap()!.GetType().Name} is not a step: pipe what Step-Optimizer gave, or begin with -Method and -Start."),
    };
}
