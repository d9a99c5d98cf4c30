using System.Text.Json;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Schedules;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>A recorded setting of one of PyTorch's optimizers, as the method and the objectives that repeat it.</summary>
internal sealed class TorchCase
{
    private readonly JsonElement _file;
    private readonly JsonElement _settings;

    private TorchCase(JsonElement file)
    {
        _file = file;
        _settings = file.GetProperty("hyperparameters");
    }

    public static TorchCase Load(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "torch", name + ".json"));
        return new TorchCase(JsonDocument.Parse(stream).RootElement);
    }

    public IEnumerable<(Objective Objective, double[][] Points)> Runs =>
        from run in _file.GetProperty("runs").EnumerateArray()
        select (Function(run.GetProperty("function").GetString()!), run.GetProperty("points").Deserialize<double[][]>()!);

    public Method Method
    {
        get
        {
            var name = _file.GetProperty("case").GetString()!.Split('-')[0];
            var entry = Method.Catalogue.Find(name)!;
            return entry.Create(_settings.EnumerateObject().SelectMany(Hyperparameters)
                .Select(pair => Typed(entry, pair.Name, pair.Value)));
        }
    }

    private bool Maximize => _settings.TryGetProperty("maximize", out var maximize) && maximize.GetBoolean();

    private static IEnumerable<(string Name, JsonElement Value)> Hyperparameters(JsonProperty setting) => setting.Name switch
    {
        "betas" => [("Beta1", setting.Value[0]), ("Beta2", setting.Value[1])],
        "etaMinusPlus" => [("EtaMinus", setting.Value[0]), ("EtaPlus", setting.Value[1])],
        "stepSizeMinMax" => [("MinStep", setting.Value[0]), ("MaxStep", setting.Value[1])],
        // These are the method or the objective itself here.
        "maximize" or "nesterov" or "amsgrad" => [],
        var name => [(char.ToUpperInvariant(name[0]) + name[1..], setting.Value)],
    };

    private static KeyValuePair<string, object?> Typed(Entry<Method> entry, string name, JsonElement value)
    {
        var type = entry.Parameters.Single(parameter => parameter.Name == name).Type;
        object typed = type == typeof(bool) ? value.GetBoolean()
            : type == typeof(double) ? (object)value.GetDouble()
            : (object)Schedule.Constant(value.GetDouble());
        return new(name, typed);
    }

    private Objective Function(string name) => Maximize
        ? Objective.FromSpans(name, 0, Negated(Formula(name))).WithMaximize(true)
        : Objective.FromSpans(name, 0, Formula(name));

    private static SpanFunction Negated(SpanFunction function) => (point, gradient) =>
    {
        var value = function(point, gradient);
        foreach (ref var element in gradient) element = -element;
        return -value;
    };

    private SpanFunction Formula(string name) => name switch
    {
        "quadratic" => Quadratic,
        "rosenbrock" or "rosenbrock10" => Rosenbrock,
        "logistic" => Logistic(_file.GetProperty("data")),
        _ => throw new ArgumentException($"No function is called {name}.", nameof(name)),
    };

    private static double Quadratic(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double[] curvatures = [1, 10, 100];
        var value = 0.0;
        for (var i = 0; i < 3; i++)
        {
            value += 0.5 * curvatures[i] * point[i] * point[i];
            if (!gradient.IsEmpty) gradient[i] = curvatures[i] * point[i];
        }
        return value;
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        var value = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var (a, b) = (1 - x[i], x[i + 1] - x[i] * x[i]);
            value += a * a + 100 * b * b;
            if (gradient.IsEmpty) continue;
            // In the order of reverse differentiation.
            gradient[i] += -(2 * a) - 100 * (2 * b) * (2 * x[i]);
            gradient[i + 1] += 100 * (2 * b);
        }
        return value;
    }

    private static SpanFunction Logistic(JsonElement data)
    {
        var rows = data.GetProperty("X").Deserialize<double[][]>()!;
        var labels = data.GetProperty("y").Deserialize<double[]>()!;
        return (weights, gradient) =>
        {
            gradient.Clear();
            var value = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                var z = rows[i][0] * weights[0] + rows[i][1] * weights[1] + weights[2];
                // PyTorch's softplus is linear above 20, so far out gradients are exactly 0.
                value += ((z > 20 ? z : Math.Log(1 + Math.Exp(z))) - labels[i] * z) / rows.Length;
                if (gradient.IsEmpty) continue;
                var residual = ((z > 20 ? 1 : Math.Exp(z) / (Math.Exp(z) + 1)) - labels[i]) / rows.Length;
                gradient[0] += residual * rows[i][0];
                gradient[1] += residual * rows[i][1];
                gradient[2] += residual;
            }
            return value;
        };
    }
}
