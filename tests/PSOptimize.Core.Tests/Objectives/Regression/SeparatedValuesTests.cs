using System.Globalization;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>A file of separated values is the table that its cells are as texts, or an error that names file, row and column.</summary>
public class SeparatedValuesTests
{
    private static readonly string[] Formats = ["R", "G17", "E16", "F3", "G5"];

    private static Table Read(string text, char delimiter = ',')
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        try
        {
            File.WriteAllText(path, text);
            return Table.ReadCsv(path, delimiter);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Throws<T>(string message, Func<object> make) where T : Exception =>
        Assert.Matches(message, Assert.Throws<T>(make).Message);

    [Property]
    public void Numbers_have_the_bits_of_their_texts(Key key)
    {
        var bits = key.Uniforms(40);
        string[] cells = [.. Enumerable.Range(0, 20).Select(i => Written(bits[2 * i], bits[2 * i + 1]))];
        var numbers = Read("x\n" + string.Join("\r\n", cells) + "\n").Numbers("x");
        for (var i = 0; i < cells.Length; i++)
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(cells[i].Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture)),
                BitConverter.DoubleToInt64Bits(numbers[i]));
    }

    private static string Written(double draw, double choice)
    {
        // Any double but the infinite ones.
        var number = BitConverter.Int64BitsToDouble((long)(draw * long.MaxValue * 2));
        if (!double.IsFinite(number)) number = draw;
        var text = number.ToString(Formats[(int)(choice * 5)], CultureInfo.InvariantCulture);
        return choice * 100 % 1 < 0.3 ? $"\"{text}\"" : text;
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_an_error_that_names_the_row()
    {
        var text = "x,y\n1,2\n3,\"4\n" + string.Concat(Enumerable.Repeat("5,6\n", 5_000_000));
        Throws<InvalidDataException>(".csv: what follows row 1 goes on .* Close its quotation mark", () => Read(text));
    }

    [Fact]
    public void A_column_that_is_not_of_numbers_alone_is_its_texts()
    {
        var table = Read("a,b,c,d\n007,1,\"x, y\",\n 2 ,NaN,\"\"\"q\"\"\",3\n\n1.50,2,\"two\nlines\",4\n");
        Assert.Equal(3, table.RowCount);
        Assert.Equal([7, 2, 1.5], table.Numbers("A").ToArray());
        Assert.Equal(["1", "NaN", "2"], table.Texts("b"));
        Assert.Equal(["x, y", "\"q\"", "two\nlines"], table.Texts("c"));
        Assert.Equal(["", "3", "4"], table.Texts("d"));
    }

    [Fact]
    public void It_is_read_as_Import_Csv_reads_it()
    {
        Assert.Equal(["H1", "y"], Read("\"\",\"y\"\n\"1\",\"2\"\n").ColumnNames);
        Assert.Equal(["x", "y"], Read("#TYPE Some.Object\nx,y\n1,2\n").ColumnNames);
        Assert.Equal([1.5], Read("\uFEFFx;y\n1.5;2\n", ';').Numbers("x").ToArray());
        Assert.Equal([2], Read("x\ty\n1\t2\n", '\t').Numbers("y").ToArray());
        Assert.Equal(0, Read("x,y\n").RowCount);
    }

    [Fact]
    public void What_is_wrong_names_file_row_and_column()
    {
        Throws<InvalidDataException>(@"^Row 2 of \S+\.csv, column y is empty: it must be a number\.$",
            () => Read("x,y\n1,2\n3,\n").Numbers("y"));
        Throws<InvalidDataException>(@"^Row 1 of \S+\.csv, column x is '1,5': it must be a number with a decimal point\.$",
            () => Read("x;y\n1,5;2\n", ';').Numbers("x"));
        Throws<InvalidDataException>(@"^Row 3 of \S+\.csv, column y is 'no'", () => Read("x,y\n1,2\n3,1\n5,no\n").Rows([2]).Numbers("y"));
        Throws<InvalidDataException>(@"^Row 2 of \S+\.csv has 1 cell; there are 2 columns: x, y\.$", () => Read("x,y\n1,2\n3\n"));
        Throws<InvalidDataException>(@"^Row 1 of \S+\.csv has 3 cells", () => Read("x,y\n1,2,3\n"));
        Throws<InvalidDataException>(@"^Row 1 of \S+\.csv: a quotation mark is not closed", () => Read("x,y\n1,\"a\n2,3\n"));
        Throws<InvalidDataException>(@"^Row 1 of \S+\.csv: a quotation mark stands within a cell", () => Read("n,x,y\na,5\",1\nb,6\",2\n"));
        Throws<InvalidDataException>(@"is empty: its first line must name the columns", () => Read("\n \n"));
        Throws<InvalidDataException>(@"which has no comma: if its columns are separated by semicolons", () => Read("x;y\n1,5;2\n"));
        Throws<ArgumentException>("The column X occurs twice", () => Read("x,X\n1,2\n"));
        Throws<ArgumentException>("'\"' cannot separate columns", () => Read("x,y\n", '"'));
    }
}
