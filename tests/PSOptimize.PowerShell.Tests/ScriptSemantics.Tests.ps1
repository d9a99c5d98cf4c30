BeforeDiscovery {
    # Each block is compared with what PowerShell gives, to the bit, whether it is translated or not.
    $kinds = @(
        @{ Kind = 'scopes'; Text = 'param([double]$x) $s = 1.0; & { $s += $x }; $s * $x' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) $s = 1.0; $t = & { $s += $x; $s }; $t * $x' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) $s = 1.0; . { $s += $x }; $s * $x' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) $k += $x; $k' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) function g { $k -= 1; $k }; (g) * $x' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) function g { $k++; $k }; (g) * $x' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) function g { $x *= 2; "$x" ; }; $x' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) if ($x -gt 0) { $q = 1.0 }; $q += $x; $q' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) foreach ($i in 1..3) { $acc += $x * $i }; $acc' }
        @{ Kind = 'scopes'; Text = 'param([double]$x) 1..3 | ForEach-Object { $acc += $x * $_ }; $acc' }
        @{ Kind = 'declared types'; Text = 'param([double]$x) [int]$m = 0; function h { $m = 2.7 * $x; $m }; (h) + $m' }
        @{ Kind = 'declared types'; Text = 'param([double]$x) & { [int]$m = 0 }; $m = 2.7 * $x; $m' }
        @{ Kind = 'declared types'; Text = 'param([double]$x) . { [int]$m = 0 }; $m = 2.7 * $x; $m + $x' }
        @{ Kind = 'declared types'; Text = 'param([double]$x) foreach ($i in 1..2) { $m = 1.3 * $x; [int]$m = 2 }; $m = 0.7 * $x; $m' }
        @{ Kind = 'declared types'; Text = 'param([double]$x) switch (2) { 2 { [int]$m = 1 } 3 { $m = 2 } }; $m = $x * 1.5; $m' }
        @{ Kind = 'declared types'; Text = 'param([double]$x) switch ([int]$x) { 2 { [int]$m = 1 } 1 { $m = 2 } }; $m = $x * 1.5; $m' }
        @{
            Kind = 'switch'
            Text = 'param([double]$x) $r = 0.0; ' +
                '2..3 | ForEach-Object { switch ($_ - 1) { { $_ -eq 1 } { $r += $_ * $x } default { $r += 10 * $_ * $x } } }; ' +
                '$r'
        }
        @{
            Kind = 'switch'
            Text = 'param([double]$x) $r = 0.0; 1..2 | ForEach-Object { $o = $_; switch (7 * $o) { 7 { $r += $_ + $x; ' +
                '1..2 | ForEach-Object { $r += $_ * $x } } default { $r += $_ } }; $r += $_ }; $r'
        }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) def $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) def $x 3' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) def -c 2 $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) function z($p, $q = { $p * 3 }.Invoke()) { $p }; z $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) function z($p, $q = $r, $r = 2) { $p * $q * $r }; $r = 7; z $x' }
        @{
            Kind = 'defaults and functions'
            Text = 'param([double]$x) $w = 2; function outer { function inner($v) { $v * 3 }; inner $x }; ' +
                'function inner($v) { $v * 100 }; (outer) + (inner $x)'
        }
        @{
            Kind = 'defaults and functions'
            Text = 'param([double]$x) if ($x -gt 1) { function p1($v) { $v * 2 } } else { function p1($v) { $v * 3 } }; p1 $x'
        }
        @{
            Kind = 'defaults and functions'
            Text = 'param([double]$x) function p1($v) { $v * 2 }; if ($x -gt 1) { function p1($v) { $v * 3 } }; p1 $x'
        }
        @{
            Kind = 'defaults and functions'
            Text = 'param([double]$x) & { function p1($v) { $v * 2 } }; function p1($v) { $v * 5 }; p1 $x'
        }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) dbl $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) function dbl($v) { $v * 99 }; dbl $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) useK $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) $k = 2; useK $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) modK $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) $k = 2; modK $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) modPure $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) & $closure $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) $kk = 9; & $closure $x' }
        @{ Kind = 'defaults and functions'; Text = 'param([double]$x) (fac 5) * $x' }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) $L = @(1.0, 2.0); $M = $L ?? 3; $M[0] = 100.0 * $x; $L[0]'
        }
        @{ Kind = 'arrays that several variables hold'; Text = 'param([double]$x) $a = $b = @(1.0, 2.0); $a[0] = $x; $b[0] + $x' }
        @{ Kind = 'arrays that several variables hold'; Text = 'param([double]$x) $a = $b = @(1.0, 2.0); $b[0] = $x; $a[0] + $x' }
        @{ Kind = 'arrays that several variables hold'; Text = 'param([double]$x) $a = @(1.0, 2.0); $b = $a * 1; $b[0] = $x; $a[0] + $x' }
        @{ Kind = 'arrays that several variables hold'; Text = 'param([double]$x) $a = @(1.0, 2.0); $b = @($a); $b[0] = $x; $a[0] + $x' }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) $a = @(1.0, 2.0); $b = if ($x -gt 0) { , $a }; $b[0] = $x; $a[0] + $x'
        }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) $a = @(1.0, 2.0); $b = 1 | ForEach-Object { , $a }; $b[0] = $x; $a[0] + $x'
        }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) $a = @(1.0, 2.0); function w($v) { $v[0] = 9.0; $v = @(0.0) }; w $a; $a[0] + $x'
        }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) $a = @(1.0, 2.0); $h = @{ p = $a }; $a[0] = $x; $h.p[0] * $x'
        }
        @{ Kind = 'arrays that several variables hold'; Text = 'param([double]$x) $h = @{ p = 1.0 }; $g = $h; $g.p = $x; $h.p * $x' }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) function mk { $a = [double[]]::new(3); $a[1] = $x; return , $a }; $v = mk; $v[1] * 2'
        }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) function mk { $a = [double[]]::new(3); $a[1] = $x; , $a }; $v = mk; $v[1] * 2'
        }
        @{
            Kind = 'arrays that several variables hold'
            Text = 'param([double]$x) $a = @(1.0, 2.0); $z = & { return , $a }; $a[0] = $x; $z[0] + $x'
        }
        @{
            Kind = 'enumeration of what is written'
            Text = 'param([double]$x) $a = @(1.0, 2.0, 3.0); foreach ($v in @($a)) { $a[2] = $x; $s += $v }; $a[2]'
        }
        @{
            Kind = 'enumeration of what is written'
            Text = 'param([double]$x) $s = 0.0; $a = @(1.0, 2.0, 3.0); foreach ($v in ($a)) { $a[2] = $x; $s += $v }; $s'
        }
        @{
            Kind = 'enumeration of what is written'
            Text = 'param([double]$x) $s = 0.0; $a = @(1.0, 2.0, 3.0); foreach ($v in $a.Clone()) { $a[2] = $x; $s += $v }; $s'
        }
        @{
            Kind = 'enumeration of what is written'
            Text = 'param([double]$x) $s = 0.0; $a = @(1.0, 2.0, 3.0); foreach ($v in $a) { $a += $x; $s += $v }; $s'
        }
        @{
            Kind = 'enumeration of what is written'
            Text = 'param([double]$x) $s = 0.0; $a = @(1.0, 2.0, 3.0); $w = { $a[2] = 5.0 * $x }; foreach ($v in $a) { . $w; ' +
                '$s += $v }; $s'
        }
        @{
            Kind = 'enumeration of what is written'
            Text = 'param([double]$x) $s = 0.0; $a = @(0.0) * 4; $a[0] = $x; $i = 0; foreach ($v in $a) { $i++; ' +
                'if ($i -lt 4) { $a[$i] = $v * 0.5 } ; $s += $v }; $s'
        }
        @{
            Kind = 'enumeration of what is written'
            Text = 'param([double]$x) $a = @(1.0, 2.0, 3.0); ($a | Where-Object { $a[2] = 10.0 * $x; ' +
                '$_ -gt 2 } | Measure-Object -Sum).Sum'
        }
        @{ Kind = 'nested arrays'; Text = 'param([double]$x) $r = @((1, $x), (2, $x) | Where-Object { $_[0] -gt 1 }).Count; $r * $x' }
        @{
            Kind = 'nested arrays'
            Text = 'param([double]$x) $r = @((1, $x), (2, $x) | Where-Object { $_[0] -gt 0 }); $r.Count + $r[0][1]'
        }
        @{ Kind = 'nested arrays'; Text = 'param([double]$x) $r = @((1, $x), (2, $x) | ForEach-Object { $_ }); $r.Count * $x' }
        @{ Kind = 'nested arrays'; Text = 'param([double]$x) $r = @((1, $x), (2, $x) | ForEach-Object { , $_ }); $r.Count * $x' }
        @{ Kind = 'nested arrays'; Text = 'param([double]$x) $r = @(, (1, $x)); $r.Count * $x' }
        @{ Kind = 'nested arrays'; Text = 'param([double]$x) $r = (, (1, $x)); $r.Count * $x' }
        @{ Kind = 'nested arrays'; Text = 'param([double]$x) $r = @(@(1, $x)); $r.Count * $x' }
        @{ Kind = 'nested arrays'; Text = 'param([double]$x) $r = @((1, $x), 3); $r.Count * $x' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * ($b1 -shl 1)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * ($bytes[0] -shl 1)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * ($bytes[0] * 2)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * (-bnot $b1)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * ($s1 -shr 1)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * [Math]::Max($b1, 2.7)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * [Math]::Max($s1, 2.7)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * [Math]::Max($l1, 2.7)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * [Math]::Max($f1, 0.05)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * [Math]::Abs($f1)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * ($f1 + $f1) * $f1' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $s = 0.0; foreach ($f in $floats) { $s += $f * $x + $f * 2 }; $s' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $s = 0.0; foreach ($f in $floats) { $s += [Math]::Max($f, $x) }; $s' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * ($l1 -shl 40)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $s = 0.0; foreach ($l in $longs) { $s += ($l % 2) * $x + $l / 2 }; $s' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $s = 0.0; foreach ($l in $big) { $s += $l * $x }; $s' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) ($big[0] * $big[1]) * $x' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) ($big[0] + 1) * $x' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * [Math]::Floor($l1)' }
        @{ Kind = 'widths of numbers'; Text = 'param([double]$x) $x * ([long]$x + 3000000000)' }
        @{
            Kind = 'texts of a table'
            Text = 'param([double]$x) $s = 0.0; foreach ($r in $csv) { if ($r.pass -eq 1) { $s += $x * $r.y } }; $s + $x'
        }
        @{
            Kind = 'texts of a table'
            Text = 'param([double]$x) $s = 0.0; foreach ($r in $csv) { $s += [int]$r.pass * $x - [double]$r.y }; $s'
        }
        @{ Kind = 'texts of a table'; Text = 'param([double]$x) $s = 0.0; foreach ($r in $csv) { $s += $r.pass * $x }; $s' }
        @{ Kind = 'texts of a table'; Text = 'param([double]$x) $s = 0.0; foreach ($r in $csv) { $s += [int]$r.y * $x }; $s' }
        @{ Kind = 'two-dimensional arrays'; Text = 'param([double]$x) $x * $grid[1, 0]' }
        @{ Kind = 'two-dimensional arrays'; Text = 'param([double]$x) $x * @($grid[1, 0])[0]' }
        @{ Kind = 'two-dimensional arrays'; Text = 'param([double]$x) $x * $grid[3]' }
        @{ Kind = 'two-dimensional arrays'; Text = 'param([double]$x) $s = 0.0; foreach ($g in $grid) { $s += $g * $x }; $s' }
        @{ Kind = 'two-dimensional arrays'; Text = 'param([double]$x) $x * $grid.Length' }
        @{ Kind = 'two-dimensional arrays'; Text = 'param([double]$x) ($grid | Measure-Object -Sum).Sum * $x' }
        @{ Kind = 'loops and conditions that assign'; Text = 'param([double]$x) $y = $x; foreach ($i in 1..3) { $y += $i }; $y * $i' }
        @{ Kind = 'loops and conditions that assign'; Text = 'param([double]$x) foreach ($v in $data) { $t = $v * $x }; $t * $v' }
        @{
            Kind = 'loops and conditions that assign'
            Text = 'param([double]$x) foreach ($v in $data) { if ($v -gt 2) { break } }; $x * $v'
        }
        @{
            Kind = 'loops and conditions that assign'
            Text = 'param([double]$x) $i = 0; $s = 0.0; while ($i++ -lt 3) { $s += $i * $x }; $s * $i'
        }
        @{
            Kind = 'loops and conditions that assign'
            Text = 'param([double]$x) $i = 4; $s = 0.0; do { $s += $x * $i } while (--$i -gt 0); $s'
        }
        @{
            Kind = 'loops and conditions that assign'
            Text = 'param([double]$x) $i = 0; $s = 0.0; while (($i = $i + 1) -lt 4) { if ($i -eq 2) { continue }; $s += $i * $x }; ' +
                '$s'
        }
        @{ Kind = 'loops and conditions that assign'; Text = 'param([double]$x) if ($?) { $x } else { 2 * $x }' }
        @{
            Kind = 'loops and conditions that assign'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $data) { $s += $x * $foreach.Current }; $s'
        }
        @{ Kind = 'what else is exact'; Text = 'param([double]$x) $q = $x; $q ??= 3; $w = $null; $w ??= 2 * $x; $q * $w' }
        @{ Kind = 'what else is exact'; Text = 'param([double]$x) $h = @{ n = 1 }; $h.n++; $h.n += 2; $h.n * $x' }
        @{ Kind = 'what else is exact'; Text = 'param([double]$x) try { $x * 2 } catch { 0 }' }
        @{ Kind = 'what else is exact'; Text = 'param([double]$x) try { $y = $x * 2 } finally { $z = 3 }; $y * $z' }
        @{
            Kind = 'what else is exact'
            Text = 'param([double]$x) if ($x -lt 0) { $x } elseif ($x -gt 100) { throw ''big'' } else { $x * 2 }'
        }
        @{ Kind = 'pipelines and methods'; Text = 'param([double]$x) ($data | Sort-Object)[0] * $x' }
        @{ Kind = 'pipelines and methods'; Text = 'param([double]$x) ($data | Select-Object -First 2 | Measure-Object -Sum).Sum * $x' }
        @{ Kind = 'pipelines and methods'; Text = 'param([double]$x) $s = 0.0; $data.ForEach({ $s += $_ * $x }); $s' }
        @{ Kind = 'pipelines and methods'; Text = 'param([double]$x) ($data.Where({ $_ -gt 0 }) | Measure-Object -Sum).Sum * $x' }
        @{
            Kind = 'pipelines and methods'
            Text = 'param([double]$x) $m = [double[,]]::new(2, 2); $m[0, 1] = $x; $m[1, 1] = 2; $s = 0.0; for ($i = 0; $i -lt 2; ' +
                '$i++) { for ($j = 0; $j -lt 2; $j++) { $s += $m[$i, $j] * $m[$j, $i] } }; $s'
        }
        @{
            Kind = 'pipelines and methods'
            Text = 'param([double]$x) $L = @(@(0.0, 0.0), @(0.0, 0.0)); $L[0][1] = $x; $L[1][0] = 2; $L[0][1] * $L[1][0]'
        }
        @{
            Kind = 'labels'
            Text = 'param([double]$x) $s = 0.0; :rows foreach ($v in $data) { foreach ($k in 1..3) { if ($k * ' +
                '$v -gt $x) { continue rows }; $s += $k * $x }; $s += 100 }; $s'
        }
        @{
            Kind = 'labels'
            Text = 'param([double]$x) $s = 0.0; :outer for ($i = 0; $i -lt 4; $i++) { $j = 0; while ($true) { ' +
                '$j++; if ($j -gt 3) { break }; $s += $i * $x; if ($s -gt 5 * $x) { break OUTER } }; $s -= 1 ' +
                '}; $s * $i'
        }
        @{
            Kind = 'labels'
            Text = 'param([double]$x) $s = 0.0; :a foreach ($i in 1..3) { :b foreach ($j in 1..3) { foreach ($k ' +
                'in 1..3) { if ($k -eq 2) { continue b }; if ($j -eq 3) { continue a }; $s += $i * $j * $x ' +
                '}; $s += 9 }; $s += 7 }; $s'
        }
        @{
            Kind = 'labels'
            Text = 'param([double]$x) $s = 0.0; :out do { foreach ($v in $data) { switch ($v) { 2.5 { $s += $x; ' +
                'continue out } default { $s += $v } } }; $s += 50 } while ($s -lt 9); $s'
        }
        @{
            Kind = 'labels'
            Text = 'param([double]$x) $s = 0.0; :q while ($s -lt 9) { $s += 2; try { if ($s -gt $x * 3) { break ' +
                'q } } catch { $s = 0 }; $s += $x * $x }; $s'
        }
        @{
            Kind = 'functions as stages'
            Text = 'param([double]$x) function total { begin { $s = 0.0 } process { $s += $_ * $x } end { $s } ' +
                '}; ($data | total) + 1'
        }
        @{
            Kind = 'functions as stages'
            Text = 'param([double]$x) filter twice { $_ * 2; $_ * $x }; ($data | twice | Measure-Object ' +
                '-Sum).Sum'
        }
        @{
            Kind = 'functions as stages'
            Text = 'param([double]$x) function pick { begin { $n = 0; $x } process { if ($_ -lt 0) { return }; ' +
                '$n++; $_ + $n } end { $n } }; (@($data | pick) | Measure-Object -Sum).Sum'
        }
        @{
            Kind = 'functions as stages'
            Text = 'param([double]$x) $k = 3; function keep { process { $k += $_; $k * $x } }; ($data | keep | ' +
                'Measure-Object -Sum).Sum + $k'
        }
        @{
            Kind = 'functions as stages'
            Text = 'param([double]$x) function run { process { $v += $_; $v } }; $v = 5.0; ($data | ' +
                'ForEach-Object { $v += $x; $_ * $v } | run | Measure-Object -Sum).Sum + $v'
        }
        @{
            Kind = 'filters of arrays'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $data -eq 2.5) { $s += $v * $x }; $s + @($data ' +
                '-eq 2.5).Count'
        }
        @{
            Kind = 'filters of arrays'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $data -ne 2.5) { $s += $v * $x }; $s + @($data ' +
                '-ne 2.5).Count'
        }
        @{
            Kind = 'filters of arrays'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $data -gt 0) { $s += $v * $x }; $s + @($data -gt ' +
                '0).Count'
        }
        @{
            Kind = 'filters of arrays'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $data -lt $x) { $s += $v * $x }; $s + @($data ' +
                '-lt $x).Count'
        }
        @{
            Kind = 'filters of arrays'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $data -le 1.5) { $s += $v * $x }; $s + @($data ' +
                '-le 1.5).Count'
        }
        @{
            Kind = 'filters of arrays'
            Text = 'param([double]$x) $a = $x, 2, ($x * $x); $b = $a -gt 1; $b += 5; $b[0] * $b.Count'
        }
        @{
            Kind = 'filters of arrays'
            Text = 'param([double]$x) $a = (1..5) -ne 3; ($a | Measure-Object -Sum).Sum * $x / $a.Count'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); foreach ($v in ' +
                '$data) { $l.Add($v * $x) }; $l[0] = 7; $s = 0.0; foreach ($v in $l) { $s += $v }; $s * ' +
                '$l.Count + $l[-1]'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = New-Object System.Collections.Generic.List[double]; for ($i = 0; $i ' +
                '-lt 5; $i++) { if ($i -ne 2) { [void]$l.Add($i) } }; ($l | Measure-Object -Sum).Sum * $x / ' +
                '$l[1]'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); $l.Add($x); $k = ' +
                '$l; $k.Add(2); $l.Count * $x'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); $l.Add($x); ' +
                '$l.Add(3); $s = 0.0; foreach ($v in $l) { $l.Add($v) }; $l.Count'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); $l.Add($x); ' +
                '$l.Add(3); $l += 4; $l[2] / 3 + $l.Length'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); $l.Add($x); ' +
                '$l.Add(3); $a = $l.ToArray(); $l.Add(1); $a[1] = 5; $a[1] * $l[1] * $a.Length'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); $l.Add(2); ' +
                '$l.Add($x); $m = $l * 2; $m.Count'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); $l.Add(2); ' +
                '$l.Length'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) function f { $l = [System.Collections.Generic.List[double]]::new(); ' +
                '$l.Add($x); $l.Add(3); return $l }; $r = f; $r[1] * $r.Count'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); $l.Add(2); ' +
                'function g($v) { $v.Add($x); $v.Count }; (g $l) + $l.Count'
        }
        @{
            Kind = 'lists'
            Text = 'param([double]$x) $l = [System.Collections.Generic.List[double]]::new(); if ($x -gt 1) { ' +
                '$l.Add($x) } else { $l = @(1, 2) }; $l[0]'
        }
        @{
            Kind = 'questions for types'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 3, (3 / 2), (4 / 2), ($x -gt 1), ''t'', $null) { ' +
                'if ($v -is [double]) { $s += 1 } else { $s += $x } }; $s'
        }
        @{
            Kind = 'questions for types'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 3, (3 / 2), (4 / 2), ($x -gt 1), ''t'', $null) { ' +
                'if ($v -is [int]) { $s += 1 } else { $s += $x } }; $s'
        }
        @{
            Kind = 'questions for types'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 3, (3 / 2), (4 / 2), ($x -gt 1), ''t'', $null) { ' +
                'if ($v -is [string]) { $s += 1 } else { $s += $x } }; $s'
        }
        @{
            Kind = 'questions for types'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 3, (3 / 2), (4 / 2), ($x -gt 1), ''t'', $null) { ' +
                'if ($v -is [array]) { $s += 1 } else { $s += $x } }; $s'
        }
        @{
            Kind = 'questions for types'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 3, (3 / 2), (4 / 2), ($x -gt 1), ''t'', $null) { ' +
                'if ($v -is [bool]) { $s += 1 } else { $s += $x } }; $s'
        }
        @{
            Kind = 'questions for types'
            Text = 'param([double]$x) function twice($v) { if ($v -isnot [int]) { $v * 2 } else { $v } }; (h $x) + ' +
                '(h 2) + (h 2147483648)'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round([double]$v, ' +
                '[MidpointRounding]::AwayFromZero) }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round($v * $x, 1, ''AwayFromZero'') }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round([double]$v, ' +
                '[MidpointRounding]::ToEven) }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round($v * $x, 1, ''ToEven'') }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round([double]$v, ' +
                '[MidpointRounding]::ToZero) }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round($v * $x, 1, ''ToZero'') }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round([double]$v, ' +
                '[MidpointRounding]::ToNegativeInfinity) }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round($v * $x, 1, ' +
                '''ToNegativeInfinity'') }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round([double]$v, ' +
                '[MidpointRounding]::ToPositiveInfinity) }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) $s = 0.0; foreach ($v in $x, 0.5, -0.5, 1.5, 2.5, -2.5, ' +
                '0.49999999999999994, -0.2) { $s = $s * 3 + [Math]::Round($v * $x, 1, ' +
                '''ToPositiveInfinity'') }; $s'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) [Math]::Round($x * 1e16, 2, ''AwayFromZero'') + [Math]::Round(-0.1 * $x, ' +
                '[MidpointRounding]::AwayFromZero)'
        }
        @{
            Kind = 'ways of rounding'
            Text = 'param([double]$x) [Math]::Round($x, ''AwayFromZero'')'
        }
        @{
            Kind = 'calls of itself'
            Text = 'param([double]$x) function g($a, $b) { if ($b -eq 0) { return $a }; g $b ($a % $b) }; $x * ' +
                '(g 252 105)'
        }
        @{
            Kind = 'calls of itself'
            Text = 'param([double]$x) function ex($z, $k) { if ($k -eq 0) { 1.0 } else { 1 + $z * (ex $z ($k - ' +
                '1)) / $k } }; ex $x 40'
        }
        @{
            Kind = 'calls of itself'
            Text = 'param([double]$x) function f($k) { if ($k -lt 2) { $k } else { (f ($k - 1)) + (f ($k - 2)) ' +
                '} }; $x * (f 15) + (f 3.0)'
        }
        @{
            Kind = 'calls of itself'
            Text = 'param([double]$x) $c = 1; function f($k) { if ($k -lt 1) { $c } else { f ($k - 1) } }; $s = ' +
                'f 3; $c = $x; $s += f 3; $s'
        }
        @{
            Kind = 'calls of itself'
            Text = 'param([double]$x) function g($k) { $k * 2 }; function f($k) { g $k }; $s = f 3; function ' +
                'g($k) { $k * $x }; $s + (f 3)'
        }
        @{
            Kind = 'calls of itself'
            Text = 'param([double]$x) function f($k) { $k; if ($k -gt 0) { f ($k - 1) } }; $x * ((f 4) | ' +
                'Measure-Object -Sum).Sum'
        }
        @{
            Kind = 'pipelines and methods'
            Text = 'param([double]$x) function fib($n) { if ($n -lt 2) { $n } else { (fib ($n - 1)) + (fib ($n - 2)) } }; ' +
                '$x * (fib 6)'
        }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve)

    function useK($v) { $k * $v }
    function def($a, $b = $a * 2, $c = $a + $b) { $a + $b * $c }
    function fac($m) { if ($m -le 1) { 1 } else { $m * (fac ($m - 1)) } }
    Set-Alias dbl useK
    $foreign = New-Module -Name Foreign -ScriptBlock {
        $k = 11
        function modK($v) { $k * $v }
        function modPure($v) { $v * $v + 1 }
    } | Import-Module -PassThru
}

AfterAll { $foreign | Remove-Module }

Describe 'What PowerShell means' {
    BeforeEach {
        $k = 5
        $data = 1.5, 2.5, -3.0
        $bytes = [byte[]](200, 3, 7)
        $floats = [float[]](0.1, 0.7, 3.3)
        $longs = [long[]](3, 4, 5)
        $big = [long[]](8000000000, 7000000000)
        $f1, $l1, $b1, $s1 = [float]0.1, [long]3, [byte]200, [int16]-5
        $csv = 'pass,y', '1,2.5', '0,3.5', '2,1.25' | ConvertFrom-Csv
        $grid = [double[,]]::new(2, 2)
        $grid[0, 0], $grid[0, 1], $grid[1, 0], $grid[1, 1] = 1, 2, 3, 4
        $kk = 2
        $closure = { param($v) $kk * $v }.GetNewClosure()
        $kk = 5
        $null = $k, $data, $bytes, $floats, $longs, $big, $f1, $l1, $b1, $s1, $csv, $kk, $closure
    }

    It 'is kept: <Kind>: <Text>' -ForEach $kinds {
        $block = [scriptblock]::Create($Text)
        $objective = New-Objective $block -ErrorAction Stop
        foreach ($x in 1.5, -0.7, 2.25) {
            $expected = try { & $block $x } catch { 'an error' }
            $value = try { $objective.Value([double[]] $x) } catch { 'an error' }
            if ($expected -is [ValueType]) { $expected = [BitConverter]::DoubleToInt64Bits([double] $expected) }
            if ($value -is [ValueType]) { $value = [BitConverter]::DoubleToInt64Bits($value) }
            "$value" | Should -Be "$expected" -Because "$($objective.Differentiation) at $x"
        }
    }

    It 'is exact: <Text>' -ForEach @(
        @{ Text = 'param([double]$x) $s = 0.0; foreach ($r in $json) { $s += $r.t * $x - $r.y }; $s' }
        @{ Text = 'param([double]$x) $s = 0.0; foreach ($r in $csv) { if ($r.pass -eq 1) { $s += $x * [int] $r.pass } }; $s' }
        @{ Text = 'param([double]$x) $i = 0; $s = 0.0; while ($i++ -lt 3) { $s += $i * $x }; $s' }
        @{ Text = 'param([double]$x) try { $x * 2 } catch { 0 }' }
        @{ Text = 'param([double]$x) if ($x -lt 0) { 1 } elseif ($x -gt 100) { throw "big" } else { $x * 2 }' }
        @{ Text = 'param([double]$x) $h = @{ n = 1 }; $h.n++; $w = $null; $w ??= 2; $h.n * $w * $x' }
        @{ Text = 'param([double]$x) foreach ($v in $data) { $x += $v }; $x * $v' }
        @{ Text = 'param([double]$x) function make { $a = [double[]]::new(3); $a[1] = $x; return , $a }; $v = make; $v[1] * 2' }
        @{ Text = 'param([double[]]$x) $a, $b = $x; $a * $b' }
        @{ Text = 'param([double]$x) $s = 0.0; :a foreach ($v in $data) { while ($true) { if ($s -gt $x) { continue a }; $s += $v } }; $s' }
        @{ Text = 'param([double]$x) function total { begin { $s = 0.0 } process { $s += $_ * $x } end { $s } }; $data | total' }
        @{ Text = 'param([double]$x) filter twice { $_ * $x }; ($data | twice | Measure-Object -Sum).Sum' }
        @{ Text = 'param([double]$x) $x * ($data -gt 1).Count' }
        @{ Text = 'param([double]$x) $l = [Collections.Generic.List[double]]::new(); foreach ($v in $data) { $l.Add($v * $x) }; $l[1]' }
        @{ Text = 'param([double]$x) if ($x -is [double]) { 2 * $x } else { 0 }' }
        @{ Text = 'param([double]$x) $x * [Math]::Round(2.5 + $x, 1, ''AwayFromZero'')' }
        @{ Text = 'param([double]$x) function f($k) { if ($k -lt 2) { $k } else { (f ($k - 1)) + (f ($k - 2)) } }; $x * (f 30)' }
        @{ Text = 'param([float]$x) [float]$s = 0; foreach ($v in $data) { $s += $v * $x }; $s' }
        @{ Text = 'param([float[]]$x) $x[0] * $x[1]' }
        @{ Text = 'param([double]$x) [int[]]$n = 0, 0, 0; foreach ($v in $data) { $n[1]++ }; $n[1] * $x' }
        @{ Text = 'param([double]$x) $n = [int[,]]::new(2, 2); $n[0, 1] = 2; $n[0, 1] * $x' }
        @{ Text = 'param([double]$x) [byte]$b = 3; $b * $x * [double] 1.5d' }
        @{ Text = 'param([double]$x) $data | ForEach-Object -Begin { $s = 0.0 } -Process { $s += $_ * $x } -End { $s }' }
        @{ Text = 'param([double]$x) function f($alpha, [switch]$Not) { if ($Not) { -$alpha } else { $alpha } }; (f -al $x) + (f $x -n)' }
        @{ Text = 'param([double]$x) ($x -as [int]) * $x' }
        @{ Text = 'param([double]$x) $a = @(1.0, 2.0); $i = 0; $a[1], $a[$i], $v = $a[0], $x, 3; $a[1] * $a[0] * $v' }
        @{ Text = 'param([double]$x) $s = 0; foreach ($v in $data) { try { if ($v -gt $x) { break }; $s += $v } finally { $s += 1 } }; $s' }
        @{ Text = 'param([double]$x) try { if ($x -lt 0) { throw "a" }; $v = $x * 2 } catch { $v = 7.5 }; $v' }
        @{ Text = 'param([double]$x) $data.Where({ $_ -gt $x }, "First", 2).Count * $x + $data.Where({ $_ -lt 0 }, "Until").Count' }
        @{ Text = 'param([double]$x) $u = 1.0, 2.0; $v = 3.0, 4.0; foreach ($i in 1..3) { $v[0] = $u[1] * $x; $u, $v = $v, $u }; $u[0]' }
        @{ Text = 'param([double]$x) $w = foreach ($v in $data) { $v * $x }; $w[1] = 2.0; $w[0] + $w[1]' }
        @{ Text = 'param([double]$x) $s = "off"; foreach ($v in $data) { if ($s -eq "off" -and $v -gt $x) { $s = "on" } }; $s.Length * $x' }
        @{ Text = 'param([double]$x) [double]("1.5;2" -split ";")[1] * $x' }
        @{ Text = 'param([double]$x) function f([double]$p) { $p * $x }; f -2' }
        @{ Text = 'param([double]$x) $b1 * $b1 * $b1 * $b1 * $b1 * $x' }
        @{ Text = 'param([double]$x) $s = $l1; for ($i = 0; $i -lt 40; $i++) { $s *= 7 }; $s * $x' }
        @{ Text = 'param([double]$x) function sum($n) { if ($null -eq $n) { 0 } else { $n.v * $x + (sum $n.l) + (sum $n.r) } }; sum $tree' }
    ) {
        $tree = @{ v = 1; l = @{ v = 2; l = $null; r = @{ v = 3; l = $null; r = $null } }; r = $null }
        $json = '[{"t":1,"y":2.5},{"t":2,"y":3.5}]' | ConvertFrom-Json
        $b1, $l1 = [byte]200, [long]3
        (New-Objective ([scriptblock]::Create($Text))).OutsideExact | Should -BeNullOrEmpty
        $null = $json, $tree, $b1, $l1
    }

    It 'is asked of PowerShell where the translation ends: <Text>' -ForEach @(
        @{ Text = 'param([double]$x) $s = [long]($x * 10); for ($i = 0; $i -lt 17; $i++) { $s *= 11 }; $s * $x' }
        @{ Text = 'param([double]$x) $s = [long]7; foreach ($i in 1..4) { $s = ($s * 1103515245 + 12345) % 2147483648 }; $s * $x' }
        @{ Text = 'param([double]$x) $unused = [long]($x * 1e17); $x * $x' }
        @{ Text = 'param([double]$x) $x * (($x * 2147483647) -as [int])' }
        @{ Text = 'param([double]$x) $x * (([int]$x * 2147483647 + 2147483647) -band 255)' }
        @{ Text = 'param([double]$x) $a, $b = $data[0..(2 - [int]($x / 2))]; $x * $a + $b' }
        @{ Text = 'param([double]$x) $x + ($data | Where-Object { $_ -gt $x } | Measure-Object -Average).Average' }
        @{ Text = 'param([double]$x) $w = $data | Where-Object { $_ -lt 3 - $x }; if ($w.Count -gt 1) { $w[0] = $x }; $x * $w[0]' }
    ) {
        $block = [scriptblock]::Create($Text)
        $objective = New-Objective $block
        $objective.OutsideExact | Should -BeNullOrEmpty
        foreach ($x in 1.4, 2.3, 3.8) {
            $expected = & $block $x
            [BitConverter]::DoubleToInt64Bits($objective.Value([double[]] $x)) |
                Should -Be ([BitConverter]::DoubleToInt64Bits([double] $expected)) -Because "at $x it is $expected"
            $slope = ((& $block ($x + 1e-6)) - (& $block ($x - 1e-6))) / 2e-6
            $answer = $objective.ValueAndGradient([double[]] $x)
            $answer.Value | Should -Be $expected
            [Math]::Abs($answer.Gradient[0] - $slope) | Should -BeLessOrEqual (1e-4 * [Math]::Max(1.0, [Math]::Abs($slope)))
        }
    }

    It 'goes on in a run where the translation ends' {
        $objective = New-Objective { param([double] $x) $unused = [long] ($x * 1e16); ($x - 0.5) * ($x - 0.5) }
        $run = $objective | Invoke-Optimizer -Method LBFGS -Start 3 -WarningVariable warnings
        $run.Outcome | Should -Be Converged
        [Math]::Abs($run.x - 0.5) | Should -BeLessThan 1e-6
        $warnings | Should -BeNullOrEmpty
    }

    It 'is asked of PowerShell where the translation of a model ends' {
        $rows = 1..4 | ForEach-Object { [pscustomobject]@{ t = $_; y = 3 * $_ } }
        $fit = $rows | New-Objective -Model { param($row, $a) $unused = [long] ($row.t * 1e16); $a * $row.t } -Target y
        $run = $fit | Invoke-Optimizer -Method LevenbergMarquardt -Start 1 -WarningVariable warnings
        [Math]::Abs($run.a - 3) | Should -BeLessThan 1e-6
        $warnings | Should -BeNullOrEmpty
    }

    It 'has no exact gradient where the translation ends' {
        $objective = New-Objective { param([double] $x) $unused = [long] ($x * 1e17); $x * $x } -Differentiation Exact
        $objective.Value([double[]] 3) | Should -Be 9
        { $objective.ValueAndGradient([double[]] 3) } | Should -Throw '*larger than doubles count exactly*'
    }

    It 'takes a rounding to single precision for the number itself' {
        $objective = New-Objective { param([float] $a, [double] $b) [float] ($a * $b) * 3 }
        $answer = $objective.ValueAndGradient([double[]] (0.1, 0.7))
        $answer.Value | Should -Be (3 * [double][float] ([double][float] 0.1 * 0.7))
        $answer.Gradient[0] | Should -Be (3 * 0.7)
        $answer.Gradient[1] | Should -Be (3 * [double][float] 0.1)
    }

    It 'has types that there are: <Text>' -ForEach @(
        @{ Text = 'param([double]$x) [nosuch]$a = 3; $a * $x' }
        @{ Text = 'param([double]$x) function f([nosuch]$a) { $a }; f $x' }
        @{ Text = 'param([double]$x) [nosuch]3 * $x' }
    ) { (New-Objective ([scriptblock]::Create($Text))).OutsideExact | Should -BeLike 'the type `[nosuch`]*' }

    It 'says why decimals are not translated' {
        (New-Objective { param([double] $x) [decimal] $x * 2 }).OutsideExact | Should -BeLike '*`[decimal`]*`[double`]*'
        (New-Objective { param([double] $x) 0.1d * $x }).OutsideExact | Should -BeLike '*`[decimal`]*`[double`]*'
    }

    It 'goes before a program of the same name' {
        $objective = New-Objective { param([double] $x) function sum($v) { $v.ToString().Length }; (sum 3) * $x }
        $objective.OutsideExact | Should -BeLike 'a method call*'
    }

    It 'makes no array that does not fit into memory: <Text>' -ForEach @(
        @{ Text = 'param([double]$x) $a = [double[]]::new(2147483647); $x' }
        @{ Text = 'param([double]$x) $a = @(0) * 2147483647; $x' }
    ) { (New-Objective ([scriptblock]::Create($Text))).OutsideExact | Should -BeLike '*too many elements*' }

    It 'takes a parameter that is handed on for what it is there: <Text>' -ForEach @(
        @{ Text = 'param($w) loss $w'; Point = , 1.0; Value = 4 }
        @{ Text = 'param($w) loss -w $w'; Point = , 1.0; Value = 4 }
        @{ Text = 'param($k) $s = 0.0; foreach ($i in 1..3) { $s += $k }; $s'; Point = , 1.0; Value = 3 }
        @{ Text = 'param($p) $q = $p; $q * 2'; Point = , 1.5; Value = 3 }
        @{ Text = 'param($p) $f = { param($v) $v + 1 }; & $f $p'; Point = , 1.5; Value = 2.5 }
        @{ Text = 'param($p) total $p'; Point = 1.5, 2; Value = 3.5 }
    ) {
        function loss($w) { ($w - 3) * ($w - 3) }
        function total($v) { $v[0] + $v[1] }
        (New-Objective ([scriptblock]::Create($Text)) | Measure-Objective -Point $Point -ErrorAction Stop).Value | Should -Be $Value
    }

    It 'is kept of a block that falls back: <Text>' -ForEach @(
        @{ Text = 'param([double]$x) $s = 0.0; foreach ($r in $rows) { try { $null = Get-Date; $s += $r.y - $x * $r.w } catch { } }; $s' }
        @{ Text = 'param([double]$x) $null = Get-Date; $v = 3.0; try { $v = $nothing + 1 } catch { $v = 9.0 }; $v * $x' }
        @{ Text = 'param([double]$x) $null = Get-Date; $a = 1.0, 2.0; try { $v = $a[5] } catch { $v = 9.0 }; [double] $v + $x' }
        @{ Text = 'param([double]$x) $null = Get-Date; trap { continue }; $v = $gone.Count + $x; $v' }
    ) {
        $rows = '[{"y":3.0,"w":2.0},{"y":4.0}]' | ConvertFrom-Json
        $block = [scriptblock]::Create($Text)
        (New-Objective $block | Measure-Objective -Point 1.5 -ErrorAction Stop).Value | Should -Be (& $block 1.5)
        $null = $rows
    }

    It 'is kept of the variables of a function' {
        function exact($target) { New-Objective { param([double] $x) ($x - $target) * 2 } }
        function fallback($target) { New-Objective { param([double] $x) $null = Get-Date; ($x - $target) * 2 } }
        (exact 4), (exact 5), (fallback 4), (fallback 5) | Measure-Objective -Point 1 | ForEach-Object Value | Should -Be (-6, -8, -6, -8)
    }
}

Describe 'The guard' {
    BeforeAll {
        # An objective with the block of one and the translation of another.
        function New-Wrong([scriptblock] $Block, [scriptblock] $Translated) {
            $right, $wrong = (New-Objective $Block), (New-Objective $Translated)
            $fields = [Reflection.BindingFlags] 'NonPublic, Instance'
            $source = { param($of) $of.GetType().GetProperty('Source').GetValue($of) }
            $written = (& $source $right).GetType().GetField('<AsWritten>k__BackingField', $fields)
            $written.SetValue((& $source $wrong), $written.GetValue((& $source $right)))
            $wrong
        }

        # A model with the block of one and the translation of another.
        function New-WrongModel([scriptblock] $Block, [scriptblock] $Translated, $Rows) {
            $right, $wrong = $Block, $Translated | ForEach-Object { $Rows | New-Objective -Model $_ -Target y }
            $fields = [Reflection.BindingFlags] 'NonPublic, Static, Instance'
            $type = (Get-Command New-Objective).ImplementingType.Assembly.GetType('PSOptimize.ScriptBlocks.CurveSource')
            $sources = $type.GetField('Sources', $fields).GetValue($null)
            $source, $function = $null, [Func`1].MakeGenericType($right.Model.GetType())
            $null = $sources.TryGetValue($right.Model, [ref] $source)
            # A new translation gives what the old one gave.
            $given, $again = { $source.AsWritten }.GetNewClosure(), { $wrong.Model }.GetNewClosure()
            $made = $type.GetConstructors()[0].Invoke(@($source.Block, ($given -as $function), ($again -as $function)))
            $null = $sources.Remove($wrong.Model)
            $sources.Add($wrong.Model, $made)
            $wrong
        }
        $null = Get-Command New-Wrong, New-WrongModel
        $null = $rows = 0..40 | ForEach-Object { [pscustomobject]@{ x = $_ / 4; y = 2 * $_ / 4 + 1 } }
    }

    It 'finds a wrong value at the start and goes on with the block' {
        $wrong = New-Wrong { param([double] $x) ($x - 3) * ($x - 3) } { param([double] $x) ($x - 2) * ($x - 2) }
        $settings = @{ Start = 0; LearningRate = 0.1; MaxIterations = 200 }
        $run = $wrong | Invoke-Optimizer GradientDescent @settings -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike 'TranslationDiffers: * line * PowerShell gives 9, the translation 4.*'
        $run.Objective.Differentiation | Should -Be 'Central'
        $run.Point[0] | Should -BeGreaterThan 2.999
    }

    It 'finds a wrong constraint: <Kind>' -ForEach @{ Kind = 'EqualTo' }, @{ Kind = 'AtMost' } {
        $wrong = New-Wrong { param($x, $y) 1 - $x - $y } { param($x, $y) 3 - $x - $y }
        $settings = @{ Start = 2, 3; MaxIterations = 400; $Kind = $wrong; WarningAction = 'SilentlyContinue' }
        $run = { param($x, $y) $x * $x + $y * $y } | Invoke-Optimizer LBFGS @settings -WarningVariable said
        $said -like 'TranslationDiffers: * PowerShell gives -4, the translation -2.*' | Should -HaveCount 1
        $run.Point[0] | Should -BeGreaterThan 0.49
        $run.Point[0] | Should -BeLessThan 0.51
    }

    It 'finds a wrong value at a step, once' {
        $wrong = New-Wrong { param([double] $x) ($x - 3) * ($x - 3) } { param([double] $x) ($x - 2) * ($x - 2) }
        $step = Step-Optimizer GradientDescent -Start 0 -LearningRate 0.1
        $said = foreach ($i in 1..3) {
            $step = $step | Step-Optimizer -Objective $wrong -WarningVariable one -WarningAction SilentlyContinue
            $one
        }
        $said | Should -HaveCount 1
        $said | Should -BeLike 'TranslationDiffers: * PowerShell gives 9, the translation 4.*'
        $step.State.Point[0] | Should -BeGreaterThan 1.4
    }

    It 'finds one that shows at the best point only' {
        $wrong = New-Wrong { param([double] $x) $x * $x } { param([double] $x) if ($x -lt 0.5) { $x * $x + 1e-9 } else { $x * $x } }
        $settings = @{ Start = 1; LearningRate = 0.1; MaxIterations = 50 }
        $null = $wrong | Invoke-Optimizer GradientDescent @settings -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike 'TranslationDiffers: *do not trust*'
    }

    It 'finds a wrong model at the start and goes on with the block' {
        $wrong = New-WrongModel { param($row, $a, $b) $a * $row.x + $b } { param($row, $a, $b) $a * $row.x - $b } $rows
        $run = $wrong | Invoke-Optimizer LevenbergMarquardt -Start 1, 1 -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -HaveCount 1
        $said | Should -BeLike 'TranslationDiffers: * line * in row 1 PowerShell gives 1, the translation -1. *as it is written.'
        $run.Objective.Differentiation | Should -Be 'Central'
        $run.Point[1] | Should -BeGreaterThan 0.999
    }

    It 'finds a wrong model in rows far down, and in runs side by side' {
        $translated = { param($row, $a) if ($row.x -gt 9.9) { 0.0 } else { $a * $row.x } }
        $wrong = New-WrongModel { param($row, $a) $a * $row.x } $translated $rows
        $settings = @{ Start = @(1), @(2); ThrottleLimit = 2; MaxIterations = 20; WarningAction = 'SilentlyContinue' }
        $runs = $wrong | Invoke-Optimizer LevenbergMarquardt @settings -WarningVariable said
        $said | Should -BeLike 'TranslationDiffers: * in row 41 PowerShell gives *, the translation 0.*'
        $runs | Should -HaveCount 2
        $runs.Objective.Differentiation | Should -Be 'Central', 'Central'
    }

    It 'finds a wrong model at the best point only' {
        $translated = { param($row, $a) if ($a -gt 2) { $a * $row.x + 1e-9 } else { $a * $row.x } }
        $wrong = New-WrongModel { param($row, $a) $a * $row.x } $translated $rows
        $null = $wrong | Invoke-Optimizer LevenbergMarquardt -Start 1 -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike 'TranslationDiffers: *do not trust*'
    }

    It 'finds a wrong model in a measurement, whose predictions are those of the block' {
        $wrong = New-WrongModel { param($row, $a) $a * $row.x } { param($row, $a) 2 * $a * $row.x } $rows
        $fit = $wrong | Measure-Objective -Point 3 -Data @{ x = 10 } -WarningAction SilentlyContinue -WarningVariable said
        $said | Should -BeLike 'TranslationDiffers: *'
        $fit.Predictions | Should -Be 30
        ($wrong | Test-Gradient -Point 3).Passed | Should -BeFalse
    }

    It 'says nothing of a model that is translated rightly: <Kind>' -ForEach @(
        @{ Kind = 'a line'; Model = { param($row, $a, $b) $a * $row.x + $b } }
        @{ Kind = 'a variable around it'; Model = { param($row, $a, $b) $a * $row.x + $b * $factor } }
        @{ Kind = 'no column'; Model = { param($row, $a, $b) $a + $b } }
    ) {
        $factor = 2
        $objective = $rows | New-Objective -Model $Model -Target y
        $null = $objective | Invoke-Optimizer LBFGS -Start 1, 1 -MaxIterations 20 -WarningVariable said
        $said | Should -BeNullOrEmpty
        $null = $factor
    }

    It 'does not wait for a slow model' {
        $model = { param($row, $a) $s = 0.0; for ($i = 0; $i -lt 3000000; $i++) { $s += $a }; $s - $s + $a * $row.x }
        $slow = $rows | New-Objective -Model $model -Target y
        $null = $slow | Measure-Objective -Point 1 -WarningVariable said
        $said | Should -BeNullOrEmpty
    }

    It 'tells of a model whose derivative does not see what it depends on' {
        $model = { param($row, $a) [Math]::Floor([double] $a) * $row.x }
        $objective = $rows | New-Objective -Model $model -Target y
        $null = $objective | Measure-Objective -Point 1.7 -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike 'DerivativeMissesBranches: *'
    }

    It 'finds one in Measure-Objective and in Test-Gradient' {
        $wrong = New-Wrong { param([double] $x) 3 * $x } { param([double] $x) 2 * $x }
        ($wrong | Measure-Objective -Point 1 -WarningAction SilentlyContinue).Value | Should -Be 3
        ($wrong | Test-Gradient -Point 1).Passed | Should -BeFalse
    }

    It 'says nothing when the variables around the block have changed' {
        $factor = 3
        $objective = New-Objective { param([double] $x) $x * $factor }
        $factor = 4
        ($objective | Measure-Objective -Point 2 -WarningVariable said).Value | Should -Be 6
        $said | Should -BeNullOrEmpty
    }

    It 'compares on request when the objective is made' {
        (New-Objective { param([double[]] $x) $x[0] * $x[1] + $x[2] } -Verify -WarningVariable said).Differentiation | Should -Be 'Exact'
        $said | Should -BeNullOrEmpty
    }

    It 'does not wait for a slow block' {
        $slow = New-Objective { param([double] $x) $s = 0.0; for ($i = 0; $i -lt 30000000; $i++) { $s += $x }; $s - $s + $x }
        ($slow | Measure-Objective -Point 1 -WarningVariable said).Value | Should -Be 1
        $said | Should -BeNullOrEmpty
    }

    It 'tells of a derivative that does not see what the value depends on: <Kind>' -ForEach @(
        @{
            Kind  = 'bisection of a step'
            Block = {
                param([double] $a)
                $lo = 0.0
                $hi = 10.0
                for ($i = 0; $i -lt 60; $i++) {
                    $mid = ($lo + $hi) / 2
                    if ([Math]::Floor(9 * $mid) -lt $a) { $lo = $mid } else { $hi = $mid }
                }
                $lo
            }
        }
        @{ Kind = 'rounding'; Block = { param([double] $a) [Math]::Floor($a) * 2 } }
        @{ Kind = 'counting'; Block = { param([double] $a) @(1.0, 2.0, 3.0 | Where-Object { $_ -gt $a }).Count * 1.0 } }
        @{ Kind = 'an integer parameter'; Block = { param([int] $a) $a * $a } }
        @{ Kind = 'a look-up'; Block = { param([double] $a) switch ([int] $a) { 0 { 1.0 } 1 { 3.0 } 2 { 2.0 } default { 9.0 } } } }
        @{
            Kind  = 'a number of steps'
            Block = { param([double] $a) $y = 1.0; for ($i = 0; $i -lt [int] (1000 * $a); $i++) { $y *= 1.001 }; $y }
        }
        @{ Kind = 'a share'; Block = { param([double] $a) $s = 0; foreach ($k in 1..10000) { if ($k / 2000 -lt $a) { $s++ } }; $s / 1e4 } }
        @{
            Kind  = 'the time until something happens, which it never does for other values'
            Block = {
                param([double] $a)
                $y, $v, $t = 10.0, 0.0, 0.0
                while ($y -gt 0) { $v -= $a * 1e-4; $y += $v * 1e-4; $t += 1e-4 }
                $t
            }
        }
        @{
            Kind  = 'a golden section'
            Block = {
                param([double] $a)
                $lo, $hi = 0.0, 4.0
                for ($i = 0; $i -lt 40; $i++) {
                    $c, $d = ($hi - 0.618 * ($hi - $lo)), ($lo + 0.618 * ($hi - $lo))
                    if ([Math]::Pow($c - $a, 2) -lt [Math]::Pow($d - $a, 2)) { $hi = $d } else { $lo = $c }
                }
                $lo
            }
        }
    ) {
        $null = New-Objective $Block | Measure-Objective -Point 1.7 -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -Match 'DerivativeMissesBranches|IntegerCoordinate'
    }

    It 'does not tell of <Kind>' -ForEach @(
        @{ Kind = 'a kink'; Block = { param([double] $a) [Math]::Abs($a) + [Math]::Max(0.0, $a) }; Point = 0 }
        @{ Kind = 'a minimum'; Block = { param([double] $a) $a * $a * $a * $a }; Point = 0 }
        @{ Kind = 'a coordinate that does not count'; Block = { param([double] $a, [double] $b) $b * $b }; Point = 1, 2 }
        @{ Kind = 'a middle value'; Block = { param([double] $a) $v = $a, 1.0, 2.0 | Sort-Object; $v[1] * 2 + $v[2] }; Point = 1.7 }
        @{
            Kind  = 'a last step that is shorter'
            Block = {
                param([double] $a)
                $y, $t, $h = 1.0, 0.0, 0.3
                while ($t -lt 1) { if ($t + $h -gt 1) { $h = 1 - $t }; $y -= $h * $a * $y; $t += $h }
                $y
            }
            Point = 1.7
        }
        @{ Kind = 'single precision'; Block = { param([float] $a) [float] ($a * $a) + [float] 0.1 * $a }; Point = 1.7 }
        @{ Kind = 'steep slopes'; Block = { param([double] $a) [Math]::Exp(30 * $a) * [Math]::Sin(50 * $a) }; Point = 1 }
    ) {
        $null = New-Objective $Block | Measure-Objective -Point $Point -WarningVariable said
        $said | Should -BeNullOrEmpty
    }
}

Describe 'A loop that solves an equation' {
    # By the implicit function theorem the root z(a) of F(z, a) has the derivative -F_a / F_z.
    It 'has the derivative of the root: <Kind>' -ForEach @(
        @{
            Kind  = 'Newton''s iteration until a step is short'
            Block = {
                param([double] $a)
                $z, $d = 1.0, 1.0
                while ([Math]::Abs($d) -gt 1e-9) { $d = ($z * $z - $a) / (2 * $z); $z -= $d }
                $z
            }
            Slope = { param($z) 1 / (2 * $z) }
        }
        @{
            Kind  = 'Newton''s iteration with do'
            Block = {
                param([double] $a)
                $z = 1.0
                do { $d = ($z * $z * $z + $z - $a) / (3 * $z * $z + 1); $z -= $d } until ([Math]::Abs($d) -lt 1e-6)
                $z
            }
            Slope = { param($z) 1 / (3 * $z * $z + 1) }
        }
        @{
            Kind  = 'the secant method'
            Block = {
                param([double] $a)
                $p, $q = 1.0, 2.0
                while ([Math]::Abs($q - $p) -gt 1e-8) {
                    $f, $g = ($p * $p - $a), ($q * $q - $a)
                    $p, $q = $q, ($q - $g * ($q - $p) / ($g - $f))
                }
                $q
            }
            Slope = { param($z) 1 / (2 * $z) }
        }
        @{
            Kind  = 'a fixed point'
            Block = {
                param([double] $a)
                $z = 0.5
                while ($true) { $n = [Math]::Cos($a * $z / 2); if ([Math]::Abs($n - $z) -lt 1e-12) { break }; $z = $n }
                $z
            }
            Slope = { param($z) $s = [Math]::Sin(0.85 * $z) / 2; - $s * $z / (1 + $s * 1.7) }
        }
    ) {
        $objective = New-Objective $Block
        $answer = $objective.ValueAndGradient([double[]] (, 1.7))
        $answer.Gradient[0] | Should -BeGreaterThan ((& $Slope $answer.Value) - 1e-7)
        $answer.Gradient[0] | Should -BeLessThan ((& $Slope $answer.Value) + 1e-7)
        $null = $objective | Measure-Objective -Point 1.7 -WarningVariable said
        $said | Should -BeNullOrEmpty
    }
}

Describe 'A block that is too much' {
    It 'does not wait for a part that PowerShell computes while it is translated' {
        $k = 1..4000
        $block = {
            param([double] $x)
            $x * @($k | Where-Object { @($k | Where-Object { @($k | Where-Object { $_ -lt 0 } | Sort-Object).Count } |
                            Sort-Object).Count } | Sort-Object).Count
        }
        # PowerShell itself would take days.
        New-Objective $block | Should -Not -BeNullOrEmpty
        $null = $k
    }

    It 'is translated, invoked or refused: <Kind>' -ForEach @(
        # Whether the stack is deep enough for these depends on how far the runtime has optimised the translator.
        @{ Kind = 'terms'; Make = { (@('$x') * 10000) -join ' + ' }; Expected = 'Central', 'Exact' }
        @{ Kind = 'more terms than PowerShell takes'; Make = { (@('$x') * 50000) -join ' + ' }; Expected = 'ScriptTooDeep,*' }
        @{ Kind = 'calls in calls'; Make = { ('(g ' * 3000) + '$x' + (')' * 3000) }; Expected = 'ScriptTooDeep,*' }
        @{ Kind = 'endless recursion'; Make = { 'function f($n) { f ($n + 1) }; f $x' }; Expected = 'ScriptTooDeep,*' }
        @{
            Kind     = 'endless recursion twice'
            Make     = { 'function f($n) { $v = (f ($n + 1)) + (f 2); $v }; 2 * (f $x)' }
            Expected = 'ScriptTooDeep,*'
        }
        @{
            Kind     = 'recursion that may end'
            Make     = { 'function f($n) { if ($n -lt 9) { f ($n + 1) } else { 1 } }; f $x' }
            Expected = 'Central'
        }
        @{
            Kind     = 'an endless function that may not be called'
            Make     = { 'function f($n) { f $n }; if ($x -gt 1e9) { f $x }; $x' }
            Expected = 'Central'
        }
        @{
            Kind     = 'recursion whose end is caught'
            Make     = { 'function f($n) { $v = 1 / $n; f ($n - 1) }; try { f 3 } catch { $x }' }
            Expected = 'Central'
        }
        @{ Kind = 'lines'; Make = { '$s = 0.0; ' + ((@('$s = $s + $x') * 2000) -join '; ') + '; $s' }; Expected = 'Exact' }
        @{
            Kind     = 'calls of a function'
            Make     = { 'function f($n) { if ($n -lt 2) { $n } else { (f ($n - 1)) + (f ($n - 2)) } }; f $x' }
            Expected = 'Central'
        }
    ) {
        $block = [scriptblock]::Create('param([double] $x) ' + (& $Make))
        $objective = New-Objective $block -ErrorVariable failure -ErrorAction SilentlyContinue
        $given = $objective ? $objective.Differentiation : $failure[0].FullyQualifiedErrorId
        @($Expected | Where-Object { $given -like $_ }) | Should -Not -BeNullOrEmpty -Because "it is $given"
    }
}
