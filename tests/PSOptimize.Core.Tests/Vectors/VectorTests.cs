using System.Globalization;
using PSOptimize.Constraints;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Vectors;

public class VectorTests
{
    private static (Vector A, Vector B, double S) Draw(Key key)
    {
        var count = key.Integer(20, 1000);
        return (100 * key.Fold(0).Normals(count), key.Fold(1).Normals(count), key.Between(-10, 10, 1001));
    }

    [Property]
    public void Operators_work_element_by_element(Key key)
    {
        var (a, b, s) = Draw(key);
        void Is(Func<int, double> element, Vector actual) => Assert.Equal(Vector.Init(a.Count, element), actual);
        Is(i => a[i] + b[i], a + b);
        Is(i => a[i] - b[i], a - b);
        Is(i => -a[i], -a);
        Is(i => s * a[i], s * a);
        Is(i => s * a[i], a * s);
        Is(i => a[i] / s, a / s);
        Is(i => a[i] * b[i], a.Times(b));
        Is(i => a[i] / b[i], a.Over(b));
        Is(i => Math.Abs(a[i]), a.Map(Math.Abs));
    }

    [Property]
    public void Sums_and_products_agree_with_a_loop(Key key)
    {
        var (a, b, _) = Draw(key);
        var size = a.AsSeq().Zip(b.AsSeq(), (x, y) => Math.Abs(x * y)).Sum();
        Assert.Equal(a.AsSeq().Zip(b.AsSeq(), (x, y) => x * y).Sum(), a.Dot(b), 1e-14 * (1 + size));
        Assert.Equal(a.AsSeq().Sum(), a.Sum(), 1e-14 * (1 + a.AsSeq().Sum(Math.Abs)));
        Assert.Equal(Math.Sqrt(a.Dot(a)), a.Norm(), 1e-14 * (1 + a.Norm()));
    }

    [Property]
    public void Vectors_are_equal_when_their_elements_are(Key key)
    {
        var (a, b, _) = Draw(key);
        Vector copy = a.ToArray();
        Assert.True(a == copy && a.Equals(copy) && a.GetHashCode() == copy.GetHashCode());
        if (a.Count == 0) return;
        var index = key.Integer(a.Count, 2000);
        Assert.True(a != a.WithElement(index, a[index] + 1));
        Assert.False(a.Equals(a.Slice(0, a.Count - 1)));
    }

    [Fact]
    public void NaN_equals_NaN_and_zero_equals_negative_zero()
    {
        Assert.Equal(Vector.Create(double.NaN, 0), Vector.Create(double.NaN, -0.0));
        Assert.Equal(Vector.Create(double.NaN, 0).GetHashCode(), Vector.Create(double.NaN, -0.0).GetHashCode());
        Assert.False(Vector.Create(double.NaN).IsFinite() || Vector.Create(1, double.PositiveInfinity).IsFinite());
    }

    [Fact]
    public void A_vector_copies_the_elements_it_is_made_of()
    {
        double[] source = [1, 2, 3];
        Vector fromArray = source, created = Vector.Create(source), copied = Vector.Copy(source), ofSeq = Vector.OfSeq(source);
        source[1] = 99;
        Assert.All([fromArray, created, copied, ofSeq], vector => Assert.Equal(2, vector[1]));
        fromArray.ToArray()[1] = 99;
        _ = fromArray.WithElement(1, 99);
        Assert.Equal("[1 2 3]", fromArray.ToString());
    }

    [Fact]
    public void A_message_has_the_first_and_the_last_elements_of_a_long_vector()
    {
        Assert.Equal("[1 2 3 4 5 6 7 8 9 10 11 12]", Vector.Init(12, i => i + 1).Brief);
        Assert.Equal("[1 2 3 4 5 6 … 8 9 10 11 12 13]", Vector.Init(13, i => i + 1).Brief);
        Assert.Equal("0..1 0..1 0..1 0..1 0..1 0..1 …", new Box(Vector.Zero(9), Vector.Repeat(9, 1)).Brief);
    }

    [Fact]
    public void The_text_is_the_same_in_every_culture() =>
        Assert.Equal("[1.5 -0.25 1E+300]", GermanText(Vector.Create(1.5, -0.25, 1e300)));

    [Property]
    public void The_text_reads_back(Key key)
    {
        var (a, _, _) = Draw(key);
        var numbers = GermanText(a)[1..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(a, Vector.OfSeq(numbers.Select(number => double.Parse(number, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Mismatched_lengths_and_indices_are_errors_that_name_them()
    {
        var error = Assert.Throws<ArgumentException>(() => Vector.Zero(2) + Vector.Zero(3));
        Assert.Contains("the left has 2 elements, the right 3", error.Message);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => Vector.Zero(2)[2]).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Vector.Zero(2)[-1]);
    }

    [Fact]
    public void A_vector_is_not_enumerable_so_that_a_pipeline_keeps_it_whole() =>
        Assert.False(typeof(System.Collections.IEnumerable).IsAssignableFrom(typeof(Vector)));

    private static string GermanText(Vector vector)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            return vector.ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
