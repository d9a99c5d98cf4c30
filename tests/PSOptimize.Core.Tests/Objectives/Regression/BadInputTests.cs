using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>Invalid data are errors that name the row and the column.</summary>
public class BadInputTests
{
    private static Table Text(params string[] lines) => Table.OfText(lines[0].Split(','), [.. lines[1..].Select(line => line.Split(','))]);

    private static void Throws<T>(string message, Func<object> make) where T : Exception =>
        Assert.Contains(message, Assert.Throws<T>(make).Message);

    [Fact]
    public void Columns_and_cells()
    {
        var data = Text("x,y", "1,2", "2,", "3,abc", "4,NaN", "5,\u221e");
        Throws<ArgumentException>("no column z; the columns are x, y", () => RegressionObjective.Linear(data, "z"));
        Throws<InvalidDataException>("Row 2, column y is empty", () => RegressionObjective.Linear(data, "y"));
        Throws<InvalidDataException>("Row 3, column y is 'abc'", () => RegressionObjective.Linear(data.Rows([0, 2]), "y"));
        Throws<InvalidDataException>("Row 4, column y is NaN", () => RegressionObjective.Linear(data.Rows([0, 3]), "y"));
        Throws<ArgumentException>("no column q", () => RegressionObjective.Linear(data.Rows([0]), "y", ["q"]));
        Throws<InvalidDataException>("Row 2 has 3 cells; there are 2 columns", () => Text("x,y", "1,2", "1,2,3"));
        Throws<ArgumentException>("x occurs twice", () => Text("x,x", "1,2"));
        Throws<InvalidDataException>("no rows", () => RegressionObjective.Linear(Text("x,y"), "y"));
    }

    [Fact]
    public void Too_few_rows()
    {
        Throws<InvalidDataException>("1 row cannot determine 2 parameters", () => RegressionObjective.Linear(Text("x,y", "1,2"), "y"));
        Throws<InvalidDataException>("3 parameters needs at least 5 rows; there are 4",
            () => RegressionObjective.Linear(Text("x,z,y", "1,2,3", "1,3,2", "4,3,2", "4,1,2"), "y", loss: new AdjustedChiSquaredLoss()));
        Assert.NotNull(RegressionObjective.Linear(Text("x,y", "1,2"), "y", options: new() { L2 = 1 }));
    }

    [Fact]
    public void Constant_columns_cannot_be_standardised() => Throws<InvalidDataException>(
        "The column x is 1 from row 1 to row 2, and a constant cannot be standardised",
        () => RegressionObjective.Linear(Text("x,y", "1,2", "1,3"), "y", options: new() { Standardize = true }));

    [Fact]
    public void Sigma()
    {
        var data = Text("x,y,s", "1,2,1", "2,3,0", "3,3,-1");
        var options = new RegressionOptions { Sigma = "s" };
        Throws<InvalidDataException>("Row 2, column s is 0", () => RegressionObjective.Linear(data, "y", ["x"], options: options));
        Throws<InvalidDataException>("Row 3, column s is -1",
            () => RegressionObjective.Linear(data.Rows([0, 2]), "y", ["x"], options: options));
    }

    [Fact]
    public void Classes()
    {
        var data = Text("x,c", "1,a", "2,b", "3,c");
        Throws<InvalidDataException>("Row 3, column c is 'c', class number 3", () => RegressionObjective.Logistic(data, "c"));
        Throws<InvalidDataException>("the class a in row 1 and no other", () => RegressionObjective.Softmax(data.Rows([0]), "c"));
        Throws<InvalidDataException>("Row 2, column c is NaN: it must be a class",
            () => RegressionObjective.Softmax(Text("x,c", "1,0", "2,NaN", "3,1"), "c"));
        var few = Text("x,z,c", "1,2,a", "2,3,b");
        Throws<InvalidDataException>("2 rows cannot determine 3 parameters per class", () => RegressionObjective.Softmax(few, "c"));
        Throws<InvalidDataException>("2 rows cannot determine 3 parameters:", () => RegressionObjective.Logistic(few, "c"));
        var two = data.Rows([0, 1]);
        Throws<InvalidDataException>("Row 3, column c is 'c', a class never seen",
            () => RegressionObjective.Softmax(two, "c", options: new() { HeldOut = data.Rows([2]) }));
        Throws<InvalidDataException>("Row 3, column c is 'c', a class never seen",
            () => RegressionObjective.Softmax(two, "c").Fit(Vector.Zero(4)).AccuracyOn(data));
    }

    [Fact]
    public void Batches() => Throws<ArgumentException>("A batch of 4 rows is larger than the data, which have 3 rows",
        () => RegressionObjective.Linear(Text("x,y", "1,2", "2,3", "3,3"), "y", options: new() { BatchSize = 4 }));
}
