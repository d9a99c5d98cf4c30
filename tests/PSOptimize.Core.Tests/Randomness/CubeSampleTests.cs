using PSOptimize.Randomness;

namespace PSOptimize.Tests.Randomness;

public class CubeSampleTests
{
    [Property(MaxTest = 900)]
    public void Points_lie_in_the_cube_and_follow_from_the_key(Key key, Sampling sampling)
    {
        var count = key.Integer(30);
        var points = CubeSample.Draw(key, count, 3, sampling);
        Assert.Equal(count, points.Count);
        Assert.All(points, point => Assert.All(point.AsSeq(), x => Assert.InRange(x, 0, 0.9999999999999999)));
        Assert.Equal(points, CubeSample.Draw(key, count, 3, sampling));
    }

    [Property]
    public void A_latin_hypercube_has_one_point_in_each_slice_of_each_coordinate(Key key)
    {
        var count = 1 + key.Integer(40);
        var points = CubeSample.Draw(key, count, 4, Sampling.LatinHypercube);
        for (var i = 0; i < 4; i++)
            Assert.Equal(Enumerable.Range(0, count), points.Select(point => (int)Math.Floor(point[i] * count)).Order());
    }
}
